import * as v from 'valibot';
import type { OpenAuthorizations } from '../ports/open-authorizations';
import { EventRefusedError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';

export interface ReopenPaymentsPorts {
  readonly open: Pick<OpenAuthorizations, 'reopen'>;
  readonly logger: Logger;
}

const eventSchema = v.object({
  paymentIds: v.optional(v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(100)), []),
});

/** An operator calls the function with `{"paymentIds": ["…"]}` once the acquirer can say more; a schedule names none. */
export async function reopenPayments({ open, logger }: ReopenPaymentsPorts, event: unknown): Promise<void> {
  const parsed = v.safeParse(eventSchema, event);
  if (!parsed.success) throw new EventRefusedError(`'paymentIds' must be at most 100 payment ids`);
  const { paymentIds } = parsed.output;
  if (paymentIds.length === 0) return;
  logger.info('reopened by an operator', { count: await open.reopen(paymentIds) });
}

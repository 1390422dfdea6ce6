import { PaymentMetric } from '../../src/contract/metrics';
import { pendingMinor } from '../domain/ledger/payment-position';
import type { Clock } from '../ports/clock';
import type { ExpirablePayments } from '../ports/expirable-payments';
import type { Ids } from '../ports/ids';
import type { PaymentSteps } from '../ports/payment-steps';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface ExpirePaymentsPorts {
  readonly expirable: ExpirablePayments;
  readonly steps: Pick<PaymentSteps, 'find' | 'take'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Pick<Logger, 'info'>;
}

/** No caller can have this name: callers hold no '#'. */
const SCHEDULE_AS_CALLER = '#schedule';
/** Long enough for a week without traffic, short enough for an hour of much. */
const SLICE_SECONDS = 600;
/** After which no new slice is begun. */
const LONGEST_SECONDS = 240;
const AT_ONCE = 10;

/**
 * Gives back what was reserved longer ago than `ageSeconds` and not captured. The ledger takes each step and opens its
 * submission; the reconciler tells the acquirer. What a run cannot finish, the next one carries on.
 */
export async function expirePayments(ports: ExpirePaymentsPorts, ageSeconds: number): Promise<void> {
  const { clock, expirable, logger } = ports;
  const startedAt = clock.now().getTime();
  const before = new Date(startedAt - ageSeconds * 1_000);
  let count = 0;
  for (;;) {
    const slice = await expirable.next(before, SLICE_SECONDS);
    if (!slice) break;
    for (let from = 0; from < slice.paymentIds.length; from += AT_ONCE) {
      const batch = slice.paymentIds.slice(from, from + AT_ONCE);
      const expired = await Promise.all(batch.map((paymentId) => expire(ports, paymentId)));
      count += expired.filter(Boolean).length;
    }
    await expirable.advance(slice);
    if (clock.now().getTime() - startedAt > LONGEST_SECONDS * 1_000) break;
  }
  if (count > 0) logger.info('payments expired', { count });
}

/** Whoever captured or voided it meanwhile was first: there is nothing to expire any more. */
async function expire({ steps, ids, clock, metrics }: ExpirePaymentsPorts, paymentId: string): Promise<boolean> {
  const seen = await steps.find(paymentId);
  if (!seen || pendingMinor(seen) === 0) return false;
  const key = `expire/${paymentId}/${seen.sequence}`;
  const result = await steps.take({
    paymentId,
    callerId: SCHEDULE_AS_CALLER,
    origin: 'schedule',
    idempotencyKey: key,
    requestHash: key,
    step: { kind: 'expire' },
    eventId: ids.next(),
    takenAt: clock.now().toISOString(),
    seen,
  });
  if (result.outcome !== 'taken') return false;
  metrics.count(PaymentMetric.PAYMENT_EXPIRED);
  return true;
}

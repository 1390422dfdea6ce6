import type { Payment, PaymentInstruction } from '../domain/payment';
import type { OpenAuthorizations } from '../ports/open-authorizations';
import type { Logger } from '../runtime/logger';

export interface ReportOrphanPorts {
  readonly orphans: Pick<OpenAuthorizations, 'reportOrphan'>;
  readonly logger: Logger;
}

/**
 * Whether the ledger decided, under the key of this instruction, so that an authorization of the instruction would have no payment:
 * the key brought another payment, or this one was declined without asking the acquirer.
 */
export function leavesOrphan({ paymentId }: PaymentInstruction, standing: Payment): boolean {
  if (standing.paymentId !== paymentId) return true;
  return standing.status === 'declined' && standing.acquirerReference === undefined;
}

/** The reconciler asks the acquirer for it and gives back what it holds. */
export async function reportOrphan(
  { orphans, logger }: ReportOrphanPorts,
  { paymentId, amount }: PaymentInstruction,
): Promise<void> {
  await orphans.reportOrphan({ paymentId, amount });
  logger.warn('acquirer may hold what no payment stands for', { paymentId });
}

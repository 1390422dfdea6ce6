import type { PaymentStatus } from '../payment';

/**
 * The steps a payment can take, as data. The ledger holds the same table as a constraint, so that no code can take another;
 * a test compares the two.
 */
export const lifecycle: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  received: ['authorized', 'declined', 'unresolved', 'failed'],
  unresolved: ['authorized', 'declined'],
  authorized: ['captured', 'voided', 'expired'],
  declined: [],
  failed: [],
  captured: [],
  voided: [],
  expired: [],
};

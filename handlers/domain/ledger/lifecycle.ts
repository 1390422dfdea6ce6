import type { PaymentStatus } from '../payment';

/** What can be done to a payment; `decide` makes it. */
export type StepKind =
  | 'decide'
  | 'resolve'
  | 'capture'
  | 'void'
  | 'expire'
  | 'refund'
  | 'reverse-capture'
  | 'reverse-refund';

/**
 * The steps a payment can take, as data: step, status before, statuses after. The guard of the domain reads it; the ledger holds
 * the same table as a constraint, so that no code can take another; the picture in `docs/payment-lifecycle.md` shows it.
 * Tests compare the three.
 *
 * A payment that was captured in part keeps the rest reserved and stays `captured` when that rest is given back; a refund is
 * a child of the captured payment and leaves its status alone.
 */
export const lifecycle: Readonly<
  Record<StepKind, { readonly [from in PaymentStatus]?: readonly [PaymentStatus, ...PaymentStatus[]] }>
> = {
  decide: { received: ['authorized', 'declined', 'unresolved', 'failed'] },
  resolve: { unresolved: ['authorized', 'declined'] },
  capture: { authorized: ['captured'], captured: ['captured'] },
  void: { authorized: ['voided'], captured: ['captured'] },
  expire: { authorized: ['expired'], captured: ['captured'] },
  refund: { captured: ['captured'] },
  'reverse-capture': { captured: ['captured', 'authorized'] },
  'reverse-refund': { captured: ['captured'] },
};

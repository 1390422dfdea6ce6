import type { PaymentView } from '../domain/payment-event';

/** Fast reads; lags behind the ledger and never runs ahead of it. */
export interface PaymentViews {
  find(paymentId: string): Promise<PaymentView | undefined>;
  /** Writes unless a view with the same or a later `sequence` is there; tells whether it wrote. */
  putIfNewer(view: PaymentView): Promise<boolean>;
}

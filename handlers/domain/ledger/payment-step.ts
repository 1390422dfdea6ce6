/** One step after the decision. Amounts are in the payment's own currency. */
export type PaymentStep =
  /** Of a part, or of all that is still reserved. */
  | { readonly kind: 'capture'; readonly amountMinor?: number }
  /** Gives back all that is still reserved, on request. */
  | { readonly kind: 'void' }
  /** The same, because its time is over. */
  | { readonly kind: 'expire' }
  /** Of a part, or of all that was captured and not yet refunded. `refundId` names the child. */
  | { readonly kind: 'refund'; readonly refundId: string; readonly amountMinor?: number }
  /** Takes back a step that the ledger took and the acquirer refused, whole. */
  | {
      readonly kind: 'reverse-capture' | 'reverse-refund';
      readonly reversedSequence: number;
      readonly amountMinor: number;
    }
  /** What the acquirer said after all of an unresolved payment. */
  | { readonly kind: 'resolve'; readonly status: 'authorized' }
  | { readonly kind: 'resolve'; readonly status: 'declined'; readonly declineCode: string };

/** Why a step cannot be taken, by its code in the error catalogue. */
export type StepRefusal =
  | 'not-authorized'
  | 'not-captured'
  | 'already-captured'
  | 'already-voided'
  | 'already-expired'
  | 'already-refunded'
  | 'already-resolved'
  | 'amount-exceeds-authorized'
  | 'amount-exceeds-captured'
  /** Of an account, not of the payment: only the ledger knows. */
  | 'account-limit';

import type { PaymentTotals } from './ledger/payment-position';
import type { Payment, PaymentStatus } from './payment';

/** What leaves the ledger: no customer address, no card beyond its mask. Totals are those after a step, absent without one. */
export interface PaymentEvent extends Partial<PaymentTotals> {
  readonly eventId: string;
  readonly eventType: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly paymentId: string;
  readonly sequence: number;
  readonly status: PaymentStatus;
  /** Of the payment. */
  readonly amountMinor: number;
  /** Of the step: what was captured, given back, refunded or reversed; absent where the event is about the whole payment. */
  readonly stepMinor?: number;
  readonly currency: string;
  readonly merchantId: string;
  readonly merchantReference?: string;
  readonly maskedPan: string;
  readonly network: string;
  readonly declineCode?: string;
  readonly fraudOutcome?: string;
}

/** The fast-read form of a payment, as `GET /payments/{id}` answers it. */
export type PaymentView = Pick<Payment, 'paymentId' | 'status' | 'sequence' | 'merchantId' | 'updatedAt'> &
  Partial<PaymentTotals> & {
    readonly callerId: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly maskedPan: string;
    readonly network: string;
    readonly merchantReference?: string;
    readonly declineCode?: string;
    readonly receivedAt: string;
  };

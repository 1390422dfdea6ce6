import type { PaymentPosition } from '../domain/ledger/payment-position';
import type { PaymentStep, StepRefusal } from '../domain/ledger/payment-step';

/** A step that somebody wants a payment to take, under an idempotency key of its own. */
export interface StepRequest {
  readonly paymentId: string;
  readonly callerId: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly step: PaymentStep;
  /** The acquirer's name for this step. */
  readonly acquirerReference?: string;
  readonly eventId: string;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
  /** The channel it came through, for the audit trail. @default 'payment-api' */
  readonly origin?: string;
  /** Address of the caller, for the audit trail. */
  readonly sourceIp?: string;
  /** Where the caller saw the payment: saves a round trip, and is never trusted. */
  readonly seen?: PaymentPosition;
}

export type StepResult =
  /** `replayed`: the key was there with the same request; `position` is where that step led. */
  | { readonly outcome: 'taken' | 'replayed'; readonly position: PaymentPosition }
  /** The key was there with another request. */
  | { readonly outcome: 'mismatch' }
  /** The payment stands at `position`, where the step is not possible. The key stays free. */
  | { readonly outcome: 'refused'; readonly refusal: StepRefusal; readonly position: PaymentPosition }
  | { readonly outcome: 'unknown-payment' };

/** Capture, void, expiry, refund, reversal and resolution in the ledger; of steps that exclude each other one wins. */
export interface PaymentSteps {
  /**
   * What would overdraw an account, or take it past its limit, is refused (`account-limit`); an authorization that comes late is
   * taken as declined then. Throws `LedgerUnavailableError` as `PaymentLedger` does, and `payment-busy` when too many others were faster.
   */
  take(request: StepRequest): Promise<StepResult>;
  find(paymentId: string): Promise<PaymentPosition | undefined>;
  /** For the caller that made the payment; to anyone else it does not exist. */
  findOf(callerId: string, paymentId: string): Promise<PaymentPosition | undefined>;
}

import type { FraudDecision } from '../domain/fraud/fraud-decision';
import type { Payment, PaymentInstruction, PaymentStatus } from '../domain/payment';

/** What one decision about a new payment was; becomes payment, transition, postings and outbox row in ONE transaction. */
export interface PaymentDecision {
  readonly instruction: PaymentInstruction;
  readonly status: Extract<PaymentStatus, 'authorized' | 'declined' | 'unresolved' | 'failed'>;
  readonly declineCode?: string;
  readonly acquirerReference?: string;
  readonly fraud?: FraudDecision;
  readonly eventId: string;
  readonly decidedAt: string;
}

export type CommitResult =
  /** `replayed`: the key was there with the same request; `payment` is what was committed then. */
  | { readonly outcome: 'committed' | 'replayed'; readonly payment: Payment }
  /** The key was there with another request. */
  | { readonly outcome: 'mismatch' };

/** The truth. Throws `LedgerUnavailableError` after bounded retries; the key stays usable. */
export interface PaymentLedger {
  commit(decision: PaymentDecision): Promise<CommitResult>;
  find(callerId: string, idempotencyKey: string): Promise<Payment | undefined>;
}

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
  /** An authorization that would take an account past its limit is committed as declined (`account-limit`): the payment has its answer. */
  commit(decision: PaymentDecision): Promise<CommitResult>;
  find(callerId: string, idempotencyKey: string): Promise<Payment | undefined>;
}

/** Takes several decisions, of payments that have nothing to do with each other, at once. */
export interface BatchPaymentLedger extends PaymentLedger {
  /** One result each, in their order. All of them or none: throws when one cannot be committed, and then each may be asked for alone. */
  commitAll(decisions: readonly PaymentDecision[]): Promise<readonly CommitResult[]>;
}

import type { FraudDecision } from '../domain/fraud/fraud-decision';

/**
 * The first decision about a payment stands. Without this memory a redelivered message could be declined by counters or rules that moved on,
 * after its first delivery was authorized at the acquirer.
 */
export interface FraudDecisions {
  /** Keeps the decision unless one is there; returns the one that stands. */
  keepFirst(paymentId: string, decision: FraudDecision): Promise<FraudDecision>;
}

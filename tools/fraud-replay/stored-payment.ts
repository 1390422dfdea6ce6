import type { FraudDecision } from '../../handlers/domain/fraud/fraud-decision';
import type { Identifiers } from '../../handlers/domain/fraud/stored-features';

/** A payment with the decision that was stored about it. */
export interface StoredPayment {
  readonly paymentId: string;
  readonly decision: FraudDecision;
  /** What lists of rules look at; without it such rules have no data. */
  readonly identifiers: Identifiers;
}

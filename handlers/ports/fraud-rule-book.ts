import type { FraudRules } from '../domain/fraud/fraud-rules';

/** The rules in force: an operator's, reloaded without a deployment, else those that ship. */
export interface FraudRuleBook {
  current(): Promise<FraudRules>;
}

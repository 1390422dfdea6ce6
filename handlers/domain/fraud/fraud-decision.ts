export type FraudOutcome = 'approve' | 'review' | 'decline';

export interface RuleExecution {
  readonly ruleId: string;
  readonly scoreModifier: number;
  /** `no-data`: a feature the rule needs was not known. */
  readonly result: 'hit' | 'no-hit' | 'no-data';
  /** The rule is on trial: recorded, not counted. */
  readonly shadow?: boolean;
}

/** Every rule that ran is kept, so that a decision can be explained later. */
export interface FraudDecision {
  readonly rulesVersion: string;
  readonly score: number;
  readonly outcome: FraudOutcome;
  readonly executions: readonly RuleExecution[];
  readonly features: Readonly<Record<string, number | string | boolean>>;
}

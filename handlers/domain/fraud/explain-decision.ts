import { describeCondition } from './describe-condition';
import type { FraudDecision, RuleExecution } from './fraud-decision';
import type { FraudRules } from './fraud-rules';
import { scoreFraud } from './score-fraud';
import { type Identifiers, storedFeatures } from './stored-features';

export interface ExplainedRule extends RuleExecution {
  readonly description: string;
  /** The condition with what it saw. */
  readonly why: string;
}

export interface DecisionExplanation {
  /** What the rules make of the stored features. */
  readonly decision: FraudDecision;
  readonly rules: readonly ExplainedRule[];
  /** Where that is not what is stored; empty when the decision is reproduced. */
  readonly differences: readonly string[];
}

function differencesBetween(stored: FraudDecision, made: FraudDecision): readonly string[] {
  const before = new Map(stored.executions.map((execution) => [execution.ruleId, execution]));
  const after = new Set(made.executions.map(({ ruleId }) => ruleId));
  const told = ({ result, scoreModifier, shadow }: RuleExecution) =>
    `${result} with ${scoreModifier}${shadow ? ' in shadow' : ''}`;
  const rules = made.executions.flatMap((execution) => {
    const known = before.get(execution.ruleId);
    if (!known) return [`rule '${execution.ruleId}' did not run then`];
    const [then, now] = [told(known), told(execution)];
    return then === now ? [] : [`rule '${execution.ruleId}' said ${then} then, ${now} now`];
  });
  const gone = stored.executions.filter(({ ruleId }) => !after.has(ruleId));
  return [
    ...(['score', 'outcome'] as const)
      .filter((member) => stored[member] !== made[member])
      .map((member) => `${member} was ${stored[member]} then, is ${made[member]} now`),
    ...rules,
    ...gone.map(({ ruleId }) => `rule '${ruleId}' ran then`),
  ];
}

/**
 * Makes a stored decision again from the features stored with it, and says of every rule why it hit or not.
 * Needs the rules of that time: others would explain another decision.
 */
export function explainDecision(
  stored: FraudDecision,
  rules: FraudRules,
  identifiers: Identifiers = {},
): DecisionExplanation {
  if (rules.version !== stored.rulesVersion) {
    throw new Error(
      `'rules' must be of version '${stored.rulesVersion}', which decided, got '${rules.version}': pass that document`,
    );
  }
  const features = storedFeatures(stored, identifiers);
  const decision = scoreFraud(rules, features);
  return {
    decision,
    rules: rules.rules.flatMap((rule, index) => {
      const execution = decision.executions[index];
      if (!execution) return [];
      const why = describeCondition(rule.when, features, rules);
      return [{ ...execution, description: rule.description, why }];
    }),
    differences: differencesBetween(stored, decision),
  };
}

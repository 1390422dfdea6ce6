import { evaluateCondition } from './evaluate-condition';
import type { FraudDecision, FraudOutcome, RuleExecution } from './fraud-decision';
import { type FraudFeatures, featuresToKeep } from './fraud-features';
import { type FraudRule, type FraudRules, SCORE_MAX } from './fraud-rules';

function execute(rule: FraudRule, features: FraudFeatures, rules: FraudRules): RuleExecution {
  const truth = evaluateCondition(rule.when, features, rules);
  return {
    ruleId: rule.id,
    scoreModifier: rule.scoreModifier,
    result: truth === undefined ? 'no-data' : truth ? 'hit' : 'no-hit',
    ...(rule.shadow && { shadow: true }),
  };
}

function outcomeOf(score: number, { review, decline }: FraudRules['thresholds']): FraudOutcome {
  if (score >= decline) return 'decline';
  return score >= review ? 'review' : 'approve';
}

/** Runs every rule, always: a decision shows what did not fire as well. Same rules and features, same decision. */
export function scoreFraud(rules: FraudRules, features: FraudFeatures): FraudDecision {
  const executions = rules.rules.map((rule) => execute(rule, features, rules));
  const sum = executions
    .filter(({ result, shadow }) => result === 'hit' && !shadow)
    .reduce((total, { scoreModifier }) => total + scoreModifier, 0);
  const score = Math.min(SCORE_MAX, Math.max(0, sum));
  return {
    rulesVersion: rules.version,
    score,
    outcome: outcomeOf(score, rules.thresholds),
    executions,
    features: featuresToKeep(features),
  };
}

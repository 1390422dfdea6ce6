import type { FraudFeatures } from './fraud-features';
import type { Comparison, Condition, FraudRules } from './fraud-rules';

/** Three-valued: `undefined` means that the features do not tell. */
export type Truth = boolean | undefined;

const COMPARE: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  moreThan: (left, right) => left > right,
  atLeast: (left, right) => left >= right,
  atMost: (left, right) => left <= right,
  lessThan: (left, right) => left < right,
};

function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Kleene's logic: an unknown part leaves the whole unknown only where it could have changed it. */
export function evaluateCondition(condition: Condition, features: FraudFeatures, rules: FraudRules): Truth {
  const evaluate = (inner: Condition) => evaluateCondition(inner, features, rules);
  if ('all' in condition) return allOf(condition.all.map(evaluate));
  if ('any' in condition) return anyOf(condition.any.map(evaluate));
  if ('not' in condition) return not(evaluate(condition.not));
  switch (condition.operator) {
    case 'exceedsLimit': {
      const value = features[condition.feature];
      const limit = rules.limits[condition.limit]?.[features.currency ?? ''];
      return value === undefined || limit === undefined ? undefined : value > limit;
    }
    case 'isIn': {
      const value = features[condition.feature];
      return value === undefined ? undefined : (rules.lists[condition.list] ?? []).includes(value);
    }
    case 'differsFrom': {
      const [value, other] = [features[condition.feature], features[condition.other]];
      return value === undefined || other === undefined ? undefined : value !== other;
    }
    default: {
      const value = features[condition.feature];
      return value === undefined ? undefined : COMPARE[condition.operator](value, condition.value);
    }
  }
}

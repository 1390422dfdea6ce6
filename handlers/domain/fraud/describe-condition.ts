import { evaluateCondition, type Truth } from './evaluate-condition';
import type { FraudFeatures } from './fraud-features';
import type { Comparison, Condition, FraudRules } from './fraud-rules';

const SIGNS: Readonly<Record<Comparison, string>> = { moreThan: '>', atLeast: '>=', atMost: '<=', lessThan: '<' };

const told = (truth: Truth) => (truth === undefined ? 'not known' : truth ? 'yes' : 'no');

/** What a condition asked, and what it found, part by part; a feature compared with a list is never spelt out. */
export function describeCondition(condition: Condition, features: FraudFeatures, rules: FraudRules): string {
  const describe = (inner: Condition) => describeCondition(inner, features, rules);
  if ('all' in condition) return `all (${condition.all.map(describe).join('; ')})`;
  if ('any' in condition) return `any (${condition.any.map(describe).join('; ')})`;
  if ('not' in condition) return `not (${describe(condition.not)})`;
  return `${question(condition, features, rules)}: ${told(evaluateCondition(condition, features, rules))}`;
}

type Leaf = Extract<Condition, { readonly feature: string }>;

function question(leaf: Leaf, features: FraudFeatures, rules: FraudRules): string {
  const value = features[leaf.feature] ?? 'none';
  switch (leaf.operator) {
    case 'exceedsLimit': {
      const limit = rules.limits[leaf.limit]?.[features.currency ?? ''] ?? 'none';
      return `${leaf.feature} ${value} > limit '${leaf.limit}' ${limit}`;
    }
    case 'isIn':
      return `${leaf.feature} on list '${leaf.list}'`;
    case 'differsFrom':
      return `${leaf.feature} ${value} other than ${leaf.other} ${features[leaf.other] ?? 'none'}`;
    default:
      return `${leaf.feature} ${value} ${SIGNS[leaf.operator]} ${leaf.value}`;
  }
}

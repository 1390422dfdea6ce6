import type { NumberFeature, TextFeature } from './fraud-features';

export const COMPARISONS = ['moreThan', 'atLeast', 'atMost', 'lessThan'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What a rule looks for. Data, never code: it comes from a document that operators change. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly feature: NumberFeature; readonly operator: Comparison; readonly value: number }
  /** Above the limit of the payment's currency; a currency without a limit is no data. */
  | { readonly feature: NumberFeature; readonly operator: 'exceedsLimit'; readonly limit: string }
  | { readonly feature: TextFeature; readonly operator: 'isIn'; readonly list: string }
  | { readonly feature: TextFeature; readonly operator: 'differsFrom'; readonly other: TextFeature };

export interface FraudRule {
  readonly id: string;
  readonly description: string;
  readonly when: Condition;
  /** Added to the score on a hit; negative for what speaks for the payer. */
  readonly scoreModifier: number;
  /** Runs and is recorded, and does not count: how a new rule is tried on live payments. @default false */
  readonly shadow?: boolean;
}

/** A complete set of rules, with the limits and lists they name. */
export interface FraudRules {
  /** Kept with every decision. */
  readonly version: string;
  /** Scores from which a payment is reviewed and declined. */
  readonly thresholds: { readonly review: number; readonly decline: number };
  /** Amounts in minor units by currency. */
  readonly limits: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly FraudRule[];
}

export const SCORE_MAX = 100;

function conditionsIn(condition: Condition): readonly Condition[] {
  if ('all' in condition) return [condition, ...condition.all.flatMap(conditionsIn)];
  if ('any' in condition) return [condition, ...condition.any.flatMap(conditionsIn)];
  if ('not' in condition) return [condition, ...conditionsIn(condition.not)];
  return [condition];
}

function danglingNames(rules: FraudRules, rule: FraudRule): readonly string[] {
  return conditionsIn(rule.when).flatMap((condition) => {
    if ('limit' in condition && !Object.hasOwn(rules.limits, condition.limit)) return [`limit '${condition.limit}'`];
    if ('list' in condition && !Object.hasOwn(rules.lists, condition.list)) return [`list '${condition.list}'`];
    return [];
  });
}

/** What no schema can say of a set of rules; empty when it is sound. */
export function faultsOf(rules: FraudRules): readonly string[] {
  const ids = rules.rules.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const { review, decline } = rules.thresholds;
  return [
    ...(review < decline
      ? []
      : [`'thresholds.review' must be below 'thresholds.decline', got ${review} and ${decline}`]),
    ...repeated.map((id) => `rule ids must be unique, got '${id}' twice`),
    ...rules.rules.flatMap((rule) =>
      danglingNames(rules, rule).map((name) => `rule '${rule.id}' names ${name}, which the document does not define`),
    ),
  ];
}

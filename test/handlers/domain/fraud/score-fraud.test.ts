import fc from 'fast-check';
import type { FraudRule } from '../../../../handlers/domain/fraud/fraud-rules';
import { scoreFraud } from '../../../../handlers/domain/fraud/score-fraud';
import * as arbitrary from '../../fakes/fraud-arbitraries';

const fires = { feature: 'amountMinor', operator: 'atLeast', value: 0 } as const;
const rule = (
  id: string,
  scoreModifier: number,
  overrides: { shadow?: boolean; when?: FraudRule['when'] } = {},
): FraudRule => ({
  id,
  description: id,
  when: fires,
  scoreModifier,
  ...overrides,
});
const rulesOf = (...rules: readonly FraudRule[]) => ({
  version: 'v7',
  thresholds: { review: 50, decline: 80 },
  limits: {},
  lists: {},
  rules,
});
const features = { amountMinor: 100, email: 'a@b.ch', cardFingerprint: 'fingerprint', ipCountry: 'CH' };

test.each([
  [49, 'approve'],
  [50, 'review'],
  [79, 'review'],
  [80, 'decline'],
  [100, 'decline'],
] as const)('says for a score of %i: %s', (scoreModifier, outcome) => {
  expect(scoreFraud(rulesOf(rule('one', scoreModifier)), features)).toMatchObject({ score: scoreModifier, outcome });
});

test('keeps every execution, also of rules that did not fire or had no data', () => {
  const rules = rulesOf(
    rule('hit', 10),
    rule('no-hit', 20, { when: { not: fires } }),
    rule('no-data', 30, { when: { feature: 'ipAttempts1h', operator: 'atLeast', value: 1 } }),
  );
  expect(scoreFraud(rules, features)).toMatchObject({
    rulesVersion: 'v7',
    score: 10,
    executions: [
      { ruleId: 'hit', scoreModifier: 10, result: 'hit' },
      { ruleId: 'no-hit', scoreModifier: 20, result: 'no-hit' },
      { ruleId: 'no-data', scoreModifier: 30, result: 'no-data' },
    ],
  });
});

test('records a rule on trial and does not count it', () => {
  const decision = scoreFraud(rulesOf(rule('trial', 100, { shadow: true })), features);
  expect(decision).toMatchObject({ score: 0, outcome: 'approve', executions: [{ result: 'hit', shadow: true }] });
});

test('lets a negative modifier speak for the payer', () => {
  expect(scoreFraud(rulesOf(rule('against', 90), rule('for', -50)), features)).toMatchObject({ outcome: 'approve' });
});

test('keeps no feature that points at a person or a card', () => {
  expect(scoreFraud(rulesOf(), features).features).toEqual({ amountMinor: 100, ipCountry: 'CH' });
});

describe('for all rules and features', () => {
  test('the same input gives the same decision, within 0 and 100, with one execution a rule', () => {
    fc.assert(
      fc.property(arbitrary.rules, arbitrary.features, (rules, seen) => {
        const decision = scoreFraud(rules, seen);
        expect(scoreFraud(rules, seen)).toEqual(decision);
        expect(decision.score).toBeGreaterThanOrEqual(0);
        expect(decision.score).toBeLessThanOrEqual(100);
        expect(decision.executions.map(({ ruleId }) => ruleId)).toEqual(rules.rules.map(({ id }) => id));
      }),
    );
  });

  test('the order of the rules does not matter', () => {
    fc.assert(
      fc.property(arbitrary.rules, arbitrary.features, (rules, seen) => {
        const reversed = scoreFraud({ ...rules, rules: rules.rules.toReversed() }, seen);
        expect(reversed).toMatchObject({ score: scoreFraud(rules, seen).score });
      }),
    );
  });

  test('one more rule that speaks against the payer never lowers the score', () => {
    fc.assert(
      fc.property(arbitrary.rules, arbitrary.features, fc.integer({ min: 0, max: 100 }), (rules, seen, modifier) => {
        const more = { ...rules, rules: [...rules.rules, rule('one-more', modifier)] };
        expect(scoreFraud(more, { ...seen, amountMinor: 1 }).score).toBeGreaterThanOrEqual(
          scoreFraud(rules, { ...seen, amountMinor: 1 }).score,
        );
      }),
    );
  });
});

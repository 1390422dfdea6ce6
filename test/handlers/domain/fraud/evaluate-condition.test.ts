import fc from 'fast-check';
import { evaluateCondition } from '../../../../handlers/domain/fraud/evaluate-condition';
import type { FraudFeatures } from '../../../../handlers/domain/fraud/fraud-features';
import type { Condition, FraudRules } from '../../../../handlers/domain/fraud/fraud-rules';
import * as arbitrary from '../../fakes/fraud-arbitraries';

const RULES: FraudRules = {
  version: 'v1',
  thresholds: { review: 50, decline: 80 },
  limits: { large: { CHF: 1_000 } },
  lists: { denied: ['RU'] },
  rules: [],
};
const isTrue: Condition = { feature: 'amountMinor', operator: 'atLeast', value: 0 };
const isFalse: Condition = { feature: 'amountMinor', operator: 'lessThan', value: 0 };
const isUnknown: Condition = { feature: 'ipAttempts1h', operator: 'atLeast', value: 1 };
const FEATURES: FraudFeatures = { amountMinor: 1_000, currency: 'CHF', ipCountry: 'RU', issuerCountry: 'CH' };
const evaluate = (condition: Condition, features = FEATURES) => evaluateCondition(condition, features, RULES);

test.each([
  ['moreThan', 999, true],
  ['moreThan', 1_000, false],
  ['atLeast', 1_000, true],
  ['atLeast', 1_001, false],
  ['atMost', 1_000, true],
  ['atMost', 999, false],
  ['lessThan', 1_001, true],
  ['lessThan', 1_000, false],
] as const)('compares 1000 %s %i as %s', (operator, value, expected) => {
  expect(evaluate({ feature: 'amountMinor', operator, value })).toBe(expected);
});

test('takes the limit of the payment’s own currency', () => {
  const condition: Condition = { feature: 'amountMinor', operator: 'exceedsLimit', limit: 'large' };
  expect(evaluate(condition)).toBe(false);
  expect(evaluate(condition, { ...FEATURES, amountMinor: 1_001 })).toBe(true);
  expect(evaluate(condition, { ...FEATURES, currency: 'JPY' })).toBeUndefined();
});

test('finds a value in a list', () => {
  expect(evaluate({ feature: 'ipCountry', operator: 'isIn', list: 'denied' })).toBe(true);
  expect(evaluate({ feature: 'issuerCountry', operator: 'isIn', list: 'denied' })).toBe(false);
  expect(evaluate({ feature: 'email', operator: 'isIn', list: 'denied' })).toBeUndefined();
});

test('compares two features', () => {
  const condition: Condition = { feature: 'ipCountry', operator: 'differsFrom', other: 'issuerCountry' };
  expect(evaluate(condition)).toBe(true);
  expect(evaluate(condition, { ...FEATURES, ipCountry: 'CH' })).toBe(false);
  expect(evaluate(condition, { ipCountry: 'CH' })).toBeUndefined();
});

test.each([
  [{ all: [isTrue, isTrue] }, true],
  [{ all: [isTrue, isUnknown] }, undefined],
  [{ all: [isUnknown, isFalse] }, false],
  [{ any: [isFalse, isFalse] }, false],
  [{ any: [isFalse, isUnknown] }, undefined],
  [{ any: [isUnknown, isTrue] }, true],
  [{ not: isTrue }, false],
  [{ not: isUnknown }, undefined],
] as const)('joins known and unknown parts: %j', (condition, expected) => {
  expect(evaluate(condition)).toBe(expected);
});

test('agrees with De Morgan for every pair of conditions and all features', () => {
  fc.assert(
    fc.property(
      arbitrary.rules,
      arbitrary.features,
      arbitrary.condition,
      arbitrary.condition,
      (rules, features, a, b) => {
        const denied = evaluateCondition({ not: { all: [a, b] } }, features, rules);
        expect(evaluateCondition({ any: [{ not: a }, { not: b }] }, features, rules)).toBe(denied);
      },
    ),
  );
});

test('never turns true into false when a feature that was unknown becomes known', () => {
  fc.assert(
    fc.property(
      arbitrary.rules,
      arbitrary.features,
      arbitrary.features,
      arbitrary.condition,
      (rules, few, more, condition) => {
        const before = evaluateCondition(condition, few, rules);
        const after = evaluateCondition(condition, { ...more, ...few }, rules);
        expect(before === undefined || before === after).toBe(true);
      },
    ),
  );
});

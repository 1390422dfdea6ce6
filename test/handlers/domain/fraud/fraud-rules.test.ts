import { type FraudRules, faultsOf } from '../../../../handlers/domain/fraud/fraud-rules';

const rule = {
  id: 'one',
  description: '',
  scoreModifier: 1,
  when: { feature: 'amountMinor', operator: 'atLeast', value: 1 },
} as const;
const sound: FraudRules = {
  version: 'v1',
  thresholds: { review: 50, decline: 80 },
  limits: {},
  lists: {},
  rules: [rule],
};

test('a sound set has no faults', () => {
  expect(faultsOf(sound)).toEqual([]);
});

test.each<readonly [string, { readonly [name in keyof FraudRules]?: FraudRules[name] }]>([
  [
    "'thresholds.review' must be below 'thresholds.decline', got 80 and 80",
    { thresholds: { review: 80, decline: 80 } },
  ],
  ["rule ids must be unique, got 'one' twice", { rules: [rule, rule] }],
  [
    "rule 'two' names list 'nobody', which the document does not define",
    {
      rules: [{ ...rule, id: 'two', when: { not: { all: [{ feature: 'email', operator: 'isIn', list: 'nobody' }] } } }],
    },
  ],
  [
    "rule 'two' names limit 'high', which the document does not define",
    {
      rules: [
        { ...rule, id: 'two', when: { any: [{ feature: 'amountMinor', operator: 'exceedsLimit', limit: 'high' }] } },
      ],
    },
  ],
])('finds: %s', (fault, overrides) => {
  expect(faultsOf({ ...sound, ...overrides })).toEqual([fault]);
});

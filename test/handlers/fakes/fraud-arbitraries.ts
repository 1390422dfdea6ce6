import fc from 'fast-check';
import { type FraudFeatures, NUMBER_FEATURES, TEXT_FEATURES } from '../../../handlers/domain/fraud/fraud-features';
import { COMPARISONS, type Condition, type FraudRules } from '../../../handlers/domain/fraud/fraud-rules';

/** Few values, so that equal ones meet. */
const text = fc.constantFrom('CH', 'DE', 'US', 'CHF', 'USD', 'a@b.ch');
const number = fc.integer({ min: 0, max: 20 });
const numberFeature = fc.constantFrom(...NUMBER_FEATURES.slice(0, 5));
const textFeature = fc.constantFrom(...TEXT_FEATURES.slice(0, 6));

export const features: fc.Arbitrary<FraudFeatures> = fc
  .tuple(
    fc.dictionary(numberFeature, number, { noNullPrototype: true }),
    fc.dictionary(textFeature, text, { noNullPrototype: true }),
  )
  .map(([numbers, texts]) => ({ ...numbers, ...texts }));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ feature: numberFeature, operator: fc.constantFrom(...COMPARISONS), value: number }),
  fc.record({ feature: numberFeature, operator: fc.constant('exceedsLimit' as const), limit: fc.constant('large') }),
  fc.record({ feature: textFeature, operator: fc.constant('isIn' as const), list: fc.constant('denied') }),
  fc.record({ feature: textFeature, operator: fc.constant('differsFrom' as const), other: textFeature }),
);

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node;

const rule = fc.record({
  id: fc.stringMatching(/^[a-z]{8}$/),
  description: fc.constant(''),
  when: condition,
  scoreModifier: fc.integer({ min: -50, max: 100 }),
  shadow: fc.boolean(),
});

export const rules: fc.Arbitrary<FraudRules> = fc.record({
  version: fc.constant('generated'),
  thresholds: fc
    .integer({ min: 2, max: 100 })
    .chain((decline) => fc.record({ review: fc.integer({ min: 1, max: decline - 1 }), decline: fc.constant(decline) })),
  limits: fc.constant({ large: { CHF: 10, USD: 5 } }),
  lists: fc.constant({ denied: ['US', 'a@b.ch'] }),
  rules: fc.uniqueArray(rule, { maxLength: 8, selector: ({ id }) => id }),
});

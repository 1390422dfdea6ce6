import { type FraudFeatures, featuresToKeep } from '../../../handlers/domain/fraud/fraud-features';
import type { FraudRules } from '../../../handlers/domain/fraud/fraud-rules';
import { scoreFraud } from '../../../handlers/domain/fraud/score-fraud';
import type { StoredPayment } from '../../../tools/fraud-replay/stored-payment';

const large = (scoreModifier: number) => ({
  id: 'large',
  description: 'a large amount',
  when: { feature: 'amountMinor', operator: 'moreThan', value: 1_000 } as const,
  scoreModifier,
});

/** Declines what is large. */
export const strict: FraudRules = {
  version: 'strict',
  thresholds: { review: 50, decline: 80 },
  limits: {},
  lists: { denied: ['eve@example.com'] },
  rules: [
    large(80),
    { id: 'denied', description: '', when: { feature: 'email', operator: 'isIn', list: 'denied' }, scoreModifier: 60 },
  ],
};

/** Reviews what is large, and tries a rule about a feature that payments do not have. */
export const lenient: FraudRules = {
  ...strict,
  version: 'lenient',
  rules: [
    ...strict.rules.map((rule) => (rule.id === 'large' ? large(50) : rule)),
    {
      id: 'trial',
      description: '',
      when: { feature: 'cardAgeHours', operator: 'atMost', value: 1 },
      scoreModifier: 90,
      shadow: true,
    },
  ],
};

export function storedPayment(paymentId: string, features: FraudFeatures, rules = strict): StoredPayment {
  const { email } = features;
  const decision = { ...scoreFraud(rules, features), features: featuresToKeep(features) };
  return { paymentId, decision, identifiers: email === undefined ? {} : { email } };
}

export const payments: readonly StoredPayment[] = [
  storedPayment('small', { amountMinor: 100, email: 'anna@example.com' }),
  storedPayment('large', { amountMinor: 2_000, email: 'anna@example.com' }),
  storedPayment('denied', { amountMinor: 100, email: 'eve@example.com' }),
  storedPayment('new', { amountMinor: 100, email: 'anna@example.com', cardAgeHours: 0 }),
];

export async function* streamOf(of: Iterable<StoredPayment>): AsyncGenerator<StoredPayment> {
  yield* of;
}

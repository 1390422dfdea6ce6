import type { VelocitySubject, VelocityWindow } from './fraud-features';
import type { FraudRule, FraudRules } from './fraud-rules';

/** Attempts from which a subject is suspicious, and what that adds to the score. Addresses are shared, cards are not. */
const ATTEMPTS: readonly (readonly [VelocitySubject, VelocityWindow, number, number])[] = [
  ['card', '1h', 10, 50],
  ['card', '24h', 25, 50],
  ['card', '7d', 75, 50],
  ['customer', '1h', 15, 30],
  ['customer', '24h', 50, 30],
  ['customer', '7d', 200, 30],
  ['email', '1h', 15, 30],
  ['email', '24h', 50, 30],
  ['email', '7d', 200, 30],
  ['ip', '1h', 60, 50],
  ['ip', '24h', 300, 50],
  ['ip', '7d', 1000, 50],
];

const attemptRules = ATTEMPTS.map(
  ([subject, window, value, scoreModifier]): FraudRule => ({
    id: `${subject}-attempts-${window}`,
    description: `${value} or more attempts by the same ${subject} within ${window}`,
    when: { feature: `${subject}Attempts${window}`, operator: 'atLeast', value },
    scoreModifier,
  }),
);

const DENY_LISTS = [
  ['cardFingerprint', 'deniedCards'],
  ['cardBin', 'deniedBins'],
  ['customerId', 'deniedCustomers'],
  ['email', 'deniedEmails'],
  ['emailDomain', 'deniedEmailDomains'],
  ['ipAddress', 'deniedIpAddresses'],
  ['ipCountry', 'deniedCountries'],
] as const;

const denyRules = DENY_LISTS.map(
  ([feature, list]): FraudRule => ({
    id: `denied-${feature}`,
    description: `${feature} is on the list '${list}'`,
    when: { feature, operator: 'isIn', list },
    scoreModifier: 100,
  }),
);

const foreign = { feature: 'ipCountry', operator: 'differsFrom', other: 'issuerCountry' } as const;
const large = { feature: 'amountMinor', operator: 'exceedsLimit', limit: 'large' } as const;

/** Some 2,000 and 10,000 US dollars in each currency: orders of magnitude, not exchange rates. */
const LIMITS = {
  large: { USD: 200_000, EUR: 200_000, GBP: 150_000, CHF: 200_000, CAD: 250_000, AUD: 300_000, JPY: 300_000 },
  veryLarge: {
    USD: 1_000_000,
    EUR: 1_000_000,
    GBP: 800_000,
    CHF: 1_000_000,
    CAD: 1_300_000,
    AUD: 1_500_000,
    JPY: 1_500_000,
  },
} as const;

/** The rules that apply until an operator writes others into the `fraud-rules` parameter. */
export const DEFAULT_FRAUD_RULES: FraudRules = {
  version: 'default-1',
  thresholds: { review: 50, decline: 80 },
  limits: LIMITS,
  lists: Object.fromEntries(DENY_LISTS.map(([, list]) => [list, []])),
  rules: [
    ...denyRules,
    ...attemptRules,
    {
      id: 'card-amount-24h',
      description: 'the card moved a very large amount within 24h',
      when: { feature: 'cardAmount24h', operator: 'exceedsLimit', limit: 'veryLarge' },
      scoreModifier: 40,
    },
    { id: 'large-amount', description: 'a large amount for its currency', when: large, scoreModifier: 20 },
    {
      id: 'very-large-amount',
      description: 'a very large amount for its currency',
      when: { feature: 'amountMinor', operator: 'exceedsLimit', limit: 'veryLarge' },
      scoreModifier: 30,
    },
    {
      id: 'foreign-address',
      description: 'the address is in another country than the issuer',
      when: foreign,
      scoreModifier: 30,
    },
    {
      id: 'large-amount-from-foreign-address',
      description: 'a large amount, from an address in another country than the issuer',
      when: { all: [large, foreign] },
      scoreModifier: 30,
    },
  ],
};

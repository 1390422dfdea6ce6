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

const MINOR_UNITS_PER_CENT = { USD: 1, EUR: 1, CHF: 1, GBP: 0.8, CAD: 1.4, AUD: 1.5, JPY: 1.5 } as const;

/** The same limit in each currency's minor unit: orders of magnitude, not exchange rates. */
function limit(minorUnits: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(MINOR_UNITS_PER_CENT).map(([currency, size]) => [currency, minorUnits * size]),
  );
}

/** Amounts above which a payment stands out; each step adds to the score. */
const AMOUNTS = [
  ['large', limit(200_000), 20],
  ['very-large', limit(500_000), 30],
  ['extreme', limit(1_000_000), 30],
] as const;

const amountRules = AMOUNTS.map(
  ([name, , scoreModifier]): FraudRule => ({
    id: `${name}-amount`,
    description: `the amount is above the limit '${name}' of its currency`,
    when: { feature: 'amountMinor', operator: 'exceedsLimit', limit: name },
    scoreModifier,
  }),
);

/** The rules that apply until an operator writes others into the `fraud-rules` parameter. */
export const DEFAULT_FRAUD_RULES: FraudRules = {
  version: 'default-1',
  thresholds: { review: 50, decline: 80 },
  limits: Object.fromEntries(AMOUNTS.map(([name, amounts]) => [name, amounts])),
  lists: Object.fromEntries(DENY_LISTS.map(([, list]) => [list, []])),
  rules: [
    ...denyRules,
    ...attemptRules,
    ...amountRules,
    {
      id: 'card-amount-24h',
      description: 'several payments of a card within 24h are very large together',
      when: {
        all: [
          { feature: 'cardAttempts24h', operator: 'atLeast', value: 2 },
          { feature: 'cardAmount24h', operator: 'exceedsLimit', limit: 'very-large' },
        ],
      },
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

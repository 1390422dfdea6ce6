import type { NumberFeature } from './fraud-features';
import type { FraudRule, FraudRules } from './fraud-rules';
import type { VelocitySubject, VelocityWindow } from './velocity';

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

/** Declines of the issuer, and different cards, from which a subject looks like one who tries cards out. */
const TRIALS: readonly (readonly [NumberFeature, number, number, string, string])[] = [
  ['cardDeclines24h', 5, 30, 'card-declines-24h', '5 or more declines of the same card within 24h'],
  ['customerDeclines24h', 10, 30, 'customer-declines-24h', '10 or more declines of the same customer within 24h'],
  ['emailDeclines24h', 10, 30, 'email-declines-24h', '10 or more declines of the same email within 24h'],
  ['ipDeclines1h', 20, 50, 'ip-declines-1h', '20 or more declines from the same ip within 1h'],
  ['customerCards24h', 8, 30, 'customer-cards-24h', '8 or more cards of the same customer within 24h'],
  ['emailCards24h', 8, 30, 'email-cards-24h', '8 or more cards of the same email within 24h'],
  ['ipCards1h', 30, 30, 'ip-cards-1h', '30 or more cards from the same ip within 1h'],
];

const trialRules = TRIALS.map(
  ([feature, value, scoreModifier, id, description]): FraudRule => ({
    id,
    description,
    when: { feature, operator: 'atLeast', value },
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

/** Disposable mail is known by lists of tens of kilobytes that change daily: data of an operator, never part of the bundle. */
const otherListRules: readonly FraudRule[] = [
  {
    id: 'disposable-mail',
    description: "emailDomain is on the list 'disposableEmailDomains', or on the one that was loaded",
    when: {
      any: [
        { feature: 'emailDomain', operator: 'isIn', list: 'disposableEmailDomains' },
        { feature: 'disposableMail', operator: 'atLeast', value: 1 },
      ],
    },
    scoreModifier: 20,
  },
  {
    id: 'trusted-customer',
    description: "customerId is on the list 'trustedCustomers'",
    when: { feature: 'customerId', operator: 'isIn', list: 'trustedCustomers' },
    scoreModifier: -50,
  },
];

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
  version: 'default-3',
  thresholds: { review: 50, decline: 80 },
  limits: Object.fromEntries(AMOUNTS.map(([name, amounts]) => [name, amounts])),
  lists: Object.fromEntries(
    [...DENY_LISTS.map(([, list]) => list), 'disposableEmailDomains', 'trustedCustomers'].map((list) => [list, []]),
  ),
  rules: [
    ...denyRules,
    ...otherListRules,
    ...attemptRules,
    ...trialRules,
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
    {
      id: 'new-card-large-amount',
      description: 'a large amount of a card that was first seen less than 24h ago',
      when: { all: [large, { feature: 'cardAgeHours', operator: 'lessThan', value: 24 }] },
      scoreModifier: 10,
    },
    {
      id: 'far-above-card-average',
      description: 'a large amount, 10 times or more what the card pays on average',
      when: { all: [large, { feature: 'amountToCardAverage', operator: 'atLeast', value: 10 }] },
      scoreModifier: 30,
    },
  ],
};

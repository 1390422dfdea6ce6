import { DEFAULT_FRAUD_RULES } from '../../../../handlers/domain/fraud/default-fraud-rules';
import { type FraudFeatures, fraudFeatures } from '../../../../handlers/domain/fraud/fraud-features';
import { faultsOf } from '../../../../handlers/domain/fraud/fraud-rules';
import { scoreFraud } from '../../../../handlers/domain/fraud/score-fraud';
import { anInstruction } from '../../fakes/instruction';

const ordinary = fraudFeatures(anInstruction(), {});
const judge = (overrides: FraudFeatures, lists: Readonly<Record<string, readonly string[]>> = {}) =>
  scoreFraud(
    { ...DEFAULT_FRAUD_RULES, lists: { ...DEFAULT_FRAUD_RULES.lists, ...lists } },
    { ...ordinary, ...overrides },
  );

test('are sound', () => {
  expect(faultsOf(DEFAULT_FRAUD_RULES)).toEqual([]);
});

test('approve an ordinary payment with a score of 0', () => {
  expect(judge({ cardAttempts1h: 1, customerAttempts1h: 2, ipAttempts1h: 5 })).toMatchObject({
    score: 0,
    outcome: 'approve',
  });
});

test.each([
  ['a large amount', { amountMinor: 200_001 }, 'approve'],
  ['a very large amount', { amountMinor: 500_001 }, 'review'],
  ['an extreme amount', { amountMinor: 1_000_001 }, 'decline'],
  ['an address abroad', { ipCountry: 'US' }, 'approve'],
  ['a large amount from abroad', { amountMinor: 200_001, ipCountry: 'US' }, 'decline'],
  ['ten attempts of a card in an hour', { cardAttempts1h: 10 }, 'review'],
  ['many attempts of a card in an hour and a day', { cardAttempts1h: 25, cardAttempts24h: 25 }, 'decline'],
  [
    'many attempts by customer, e-mail and card',
    { customerAttempts1h: 15, emailAttempts1h: 15, cardAttempts1h: 10 },
    'decline',
  ],
  ['many attempts from an address', { ipAttempts1h: 60 }, 'review'],
  [
    'two large amounts on one card in a day',
    { cardAttempts24h: 2, cardAmount24h: 500_001, amountMinor: 250_001 },
    'review',
  ],
  [
    'one amount that is all of the day',
    { cardAttempts24h: 1, cardAmount24h: 500_001, amountMinor: 250_001 },
    'approve',
  ],
] as const)('judge %s', (_case, features, outcome) => {
  expect(judge(features)).toMatchObject({ outcome });
});

test.each([
  ['on the list that was loaded', { disposableMail: 1 }, 20],
  ['not on it', { disposableMail: 0 }, 0],
])('score mail of a domain that is %s', (_case, features, score) => {
  expect(judge(features)).toMatchObject({ score });
});

test('have each limit in whole minor units', () => {
  const amounts = Object.values(DEFAULT_FRAUD_RULES.limits).flatMap((limit) => Object.values(limit));
  expect(amounts.every(Number.isSafeInteger)).toBe(true);
});

test.each([
  ['deniedCards', 'fingerprint-1'],
  ['deniedBins', '400000'],
  ['deniedCustomers', 'customer-1'],
  ['deniedEmails', 'anna@example.com'],
  ['deniedEmailDomains', 'example.com'],
  ['deniedIpAddresses', '203.0.113.7'],
  ['deniedCountries', 'CH'],
])('decline whoever is on the list %s', (list, value) => {
  expect(judge({}, { [list]: [value] })).toMatchObject({ score: 100, outcome: 'decline' });
});

import { fraudFeatures, NUMBER_FEATURES } from '../../../../handlers/domain/fraud/fraud-features';
import { anInstruction } from '../../fakes/instruction';

const count = (attempts: number) => ({ attempts, declines: attempts - 1, amountMinor: attempts * 10, cards: 2 });

test('makes features of the payment and of its counts', () => {
  const counts = { card: { '1h': count(1), '24h': count(2), '7d': count(3) } };
  expect(fraudFeatures(anInstruction(), counts)).toEqual({
    amountMinor: 4_200,
    currency: 'CHF',
    merchantId: 'merchant-1',
    network: 'visa',
    issuerCountry: 'CH',
    ipCountry: 'CH',
    emailDomain: 'example.com',
    cardFingerprint: 'fingerprint-1',
    cardBin: '400000',
    customerId: 'customer-1',
    email: 'anna@example.com',
    ipAddress: '203.0.113.7',
    cardAttempts1h: 1,
    cardAmount1h: 10,
    cardDeclines1h: 0,
    cardAttempts24h: 2,
    cardAmount24h: 20,
    cardDeclines24h: 1,
    cardAttempts7d: 3,
    cardAmount7d: 30,
    cardDeclines7d: 2,
  });
});

test.each([
  [true, { disposableMail: 1 }],
  [false, { disposableMail: 0 }],
])('keeps what the list of disposable mail said: %s', (said, features) => {
  expect(fraudFeatures(anInstruction(), {}, said)).toMatchObject(features);
  expect(fraudFeatures(anInstruction(), {})).not.toHaveProperty('disposableMail');
});

test('leaves out what is not known', () => {
  const instruction = anInstruction({ customer: { id: 'c' } });
  expect(Object.keys(fraudFeatures(instruction, {}))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(email|emailDomain|ipAddress|ipCountry)$/)]),
  );
});

test('names a number for each subject and window, and four of the payment', () => {
  expect(NUMBER_FEATURES).toHaveLength(4 + 4 * 3 * 3 + 3 * 3);
});

test('counts the cards of whoever may have several', () => {
  const counts = { customer: { '1h': count(1), '24h': count(2), '7d': count(3) } };
  expect(fraudFeatures(anInstruction(), counts)).toMatchObject({ customerCards1h: 2, customerCards7d: 2 });
});

test.each([
  [
    { ageHours: 30, attempts: 3, amountMinor: 1_260 },
    { cardAgeHours: 30, amountToCardAverage: 10 },
  ],
  [
    { ageHours: 30, attempts: 4, amountMinor: 20_000 },
    { cardAgeHours: 30, amountToCardAverage: 0.84 },
  ],
  [{ ageHours: 0, attempts: 2, amountMinor: 1_260 }, { cardAgeHours: 0 }],
  [{ ageHours: 0, attempts: 3, amountMinor: 0 }, { cardAgeHours: 0 }],
])('compares the amount with the history %j of its card', (cardHistory, expected) => {
  const { cardAgeHours, amountToCardAverage } = fraudFeatures(anInstruction(), { cardHistory });
  expect({ cardAgeHours, amountToCardAverage }).toEqual({ amountToCardAverage: undefined, ...expected });
});

import { fraudFeatures, NUMBER_FEATURES, velocityKeys } from '../../../../handlers/domain/fraud/fraud-features';
import { anInstruction } from '../../fakes/instruction';

const count = (attempts: number) => ({ attempts, amountMinor: attempts * 10 });

test('counts by card, by customer within its merchant, by e-mail whatever its case, and by address', () => {
  expect(velocityKeys(anInstruction())).toEqual([
    { subject: 'card', value: 'fingerprint-1' },
    { subject: 'customer', value: 'merchant-1/customer-1' },
    { subject: 'email', value: 'anna@example.com' },
    { subject: 'ip', value: '203.0.113.7' },
  ]);
});

test('counts nobody by what is not known', () => {
  const subjects = velocityKeys(anInstruction({ customer: { id: 'c' } })).map(({ subject }) => subject);
  expect(subjects).toEqual(['card', 'customer']);
});

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
    cardAttempts24h: 2,
    cardAmount24h: 20,
    cardAttempts7d: 3,
    cardAmount7d: 30,
  });
});

test('leaves out what is not known', () => {
  const instruction = anInstruction({ customer: { id: 'c' } });
  expect(Object.keys(fraudFeatures(instruction, {}))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(email|emailDomain|ipAddress|ipCountry)$/)]),
  );
});

test('names a number for each subject and window, and the amount', () => {
  expect(NUMBER_FEATURES).toHaveLength(1 + 4 * 3 * 2);
});

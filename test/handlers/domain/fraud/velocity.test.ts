import { velocityKeys } from '../../../../handlers/domain/fraud/velocity';
import { anInstruction } from '../../fakes/instruction';

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

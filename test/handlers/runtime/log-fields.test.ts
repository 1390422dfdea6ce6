import { allowedFields, mask } from '../../../handlers/runtime/log-fields';

test('keeps what is on the list', () => {
  expect(allowedFields({ paymentId: 'p-1', count: 0 })).toEqual({ paymentId: 'p-1', count: 0 });
});

test('drops what is not, whatever the type says', () => {
  const fields = { paymentId: 'p-1', cardNumber: '4111111111111111', card: { cvv: '123' }, constructor: 'x' };
  expect(allowedFields(fields)).toEqual({ paymentId: 'p-1' });
});

test('drops objects and lists even under a name of the list', () => {
  expect(allowedFields(JSON.parse('{"status":{"a":1},"reason":["b"],"count":null}'))).toEqual({});
});

test('cuts long texts', () => {
  expect(allowedFields({ reason: 'a'.repeat(1000) }).reason).toHaveLength(256);
});

test.each(['4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '378282246310005', '6759649826438453'])(
  '%s is starred inside any text',
  (number) => {
    expect(mask(`before ${number} after`)).toBe('before ************ after');
    expect(allowedFields({ reason: number })).toEqual({ reason: '************' });
  },
);

test.each([
  '4111111111111112',
  '0193f3a0-4111-7111-8111-111111111111',
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-AbCdEf',
  '2026-11-21T10:02:00.000Z',
])('%s is left as it is', (text) => {
  expect(mask(text)).toBe(text);
});

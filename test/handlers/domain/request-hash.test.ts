import { type RequestContent, requestHash } from '../../../handlers/domain/request-hash';

const content: RequestContent = {
  amount: { amountMinor: 1999, currency: 'EUR' },
  panFingerprint: 'fingerprint-1',
  expiryMonth: 12,
  expiryYear: 2030,
  customer: { id: 'customer-1', email: 'ada@example.com' },
  merchantId: 'merchant-1',
  merchantReference: 'invoice 1',
};

test('is a SHA-256 that stays the same for ever: stored hashes are compared with it', () => {
  expect(requestHash(content)).toBe('4ec66ec97d6b6e15b36939f6a54a5062f73de14d51b01a8879d7c1eb83956bdc');
});

test('does not depend on the order of members, nor on members that are undefined', () => {
  const { amount, customer, ...rest } = content;
  const { id, email } = customer;
  expect(requestHash({ ...rest, customer: { email, ipAddress: undefined, id }, amount })).toBe(requestHash(content));
});

test.each<[string, object]>([
  ['amount', { amount: { amountMinor: 1998, currency: 'EUR' } }],
  ['currency', { amount: { amountMinor: 1999, currency: 'CHF' } }],
  ['card', { panFingerprint: 'fingerprint-2' }],
  ['expiry', { expiryMonth: 11 }],
  ['customer', { customer: { id: 'customer-2' } }],
  ['merchant', { merchantId: 'merchant-2' }],
  ['reference', { merchantReference: undefined }],
])('changes with the %s', (_member, change) => {
  expect(requestHash({ ...content, ...change })).not.toBe(requestHash(content));
});

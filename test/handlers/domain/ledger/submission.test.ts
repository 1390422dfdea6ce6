import { acquirerKeyOf, submissionKindOf } from '../../../../handlers/domain/ledger/submission';

test('an expiry gives back as a void does, and a resolution tells the acquirer nothing', () => {
  const kinds = ['capture', 'void', 'expire', 'refund', 'resolve'] as const;
  expect(kinds.map((kind) => submissionKindOf({ kind }))).toEqual(['capture', 'void', 'void', 'refund', undefined]);
});

test('each step of a payment has a key of its own', () => {
  expect(acquirerKeyOf({ paymentId: 'p', sequence: 2 })).toBe('p/2');
});

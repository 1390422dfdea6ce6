import { acquirerKeyOf } from '../../../../handlers/domain/ledger/submission';

test('each step of a payment has a key of its own at the acquirer', () => {
  expect(acquirerKeyOf({ paymentId: 'p', sequence: 2 })).toBe('p/2');
});

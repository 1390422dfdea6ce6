import { transferOf } from '../../../../handlers/domain/ledger/transfer';

const amount = { amountMinor: 4_200, currency: 'CHF' };

test('an authorization reserves its amount: the acquirer will owe it to us, and we to the merchant', () => {
  expect(transferOf('authorized', 'merchant-1', amount)).toEqual({
    kind: 'authorize',
    postings: [
      {
        layer: 'pending',
        debit: { kind: 'acquirer-receivable', ownerId: 'acquirer' },
        credit: { kind: 'merchant-payable', ownerId: 'merchant-1' },
        amountMinor: 4_200,
      },
    ],
  });
});

test.each(['declined', 'unresolved', 'failed'] as const)('a payment that is %s moves nothing', (status) => {
  expect(transferOf(status, 'merchant-1', amount)).toBeUndefined();
});

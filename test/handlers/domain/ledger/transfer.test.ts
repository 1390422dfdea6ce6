import { transferOf, transferOfStep } from '../../../../handlers/domain/ledger/transfer';

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

const acquirer = { kind: 'acquirer-receivable', ownerId: 'acquirer' };
const merchant = { kind: 'merchant-payable', ownerId: 'merchant-1' };
const reserved = { layer: 'pending', debit: acquirer, credit: merchant };
const owed = { ...reserved, layer: 'posted' };

test.each([
  [
    'a capture',
    { kind: 'capture' } as const,
    [
      { ...reserved, amountMinor: -40 },
      { ...owed, amountMinor: 40 },
    ],
  ],
  ['a void', { kind: 'void' } as const, [{ ...reserved, amountMinor: -40 }]],
  ['an expiry', { kind: 'expire' } as const, [{ ...reserved, amountMinor: -40 }]],
  [
    'a refund',
    { kind: 'refund', refundId: 'refund-1' } as const,
    [{ layer: 'posted', debit: merchant, credit: acquirer, amountMinor: 40 }],
  ],
  [
    'the reversal of a capture',
    { kind: 'reverse-capture', reversedSequence: 2, amountMinor: 40 } as const,
    [
      { ...reserved, amountMinor: 40 },
      { layer: 'posted', debit: merchant, credit: acquirer, amountMinor: 40 },
    ],
  ],
  [
    'the reversal of a refund',
    { kind: 'reverse-refund', reversedSequence: 2, amountMinor: 40 } as const,
    [{ ...owed, amountMinor: 40 }],
  ],
])('%s moves what its step says', (_name, step, postings) => {
  expect(transferOfStep(step, { merchantId: 'merchant-1', amount }, 40)).toEqual({ kind: step.kind, postings });
});

test('a resolution moves what the decision would have moved', () => {
  const position = { merchantId: 'merchant-1', amount };
  expect(transferOfStep({ kind: 'resolve', status: 'authorized' }, position, 0)).toEqual(
    transferOf('authorized', 'merchant-1', amount),
  );
  const declined = { kind: 'resolve', status: 'declined', declineCode: 'do-not-honor' } as const;
  expect(transferOfStep(declined, position, 0)).toBeUndefined();
});

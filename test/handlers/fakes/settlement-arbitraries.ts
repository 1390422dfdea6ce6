import fc from 'fast-check';
import type {
  SettleableStep,
  SettlementBatch,
  SettlementLine,
} from '../../../handlers/domain/settlement/settlement-batch';

/** So few references, amounts and currencies that lines meet steps, and each other, in every way there is. */
const kind = fc.constantFrom('capture' as const, 'refund' as const);
const paymentId = fc.constantFrom('payment-1', 'payment-2', 'payment-3');
const sequence = fc.integer({ min: 2, max: 4 });
const amountMinor = fc.constantFrom(100, 250, 999_999_999_999);
const currency = fc.constantFrom('CHF', 'JPY');

export const line: fc.Arbitrary<SettlementLine> = fc
  .record(
    {
      paymentId,
      sequence,
      kind,
      amountMinor,
      currency,
      acquirerReference: fc.constantFrom('cap_1', 'cap_2'),
      feeMinor: fc.constantFrom(0, 3),
    },
    { requiredKeys: ['paymentId', 'sequence', 'kind', 'amountMinor', 'currency', 'acquirerReference'] },
  )
  .map(({ paymentId, sequence, ...rest }) => ({ ...rest, reference: `${paymentId}/${sequence}` }));

const step: fc.Arbitrary<SettleableStep> = fc
  .record(
    { paymentId, sequence, kind, amountMinor, currency, settledIn: fc.constant('batch-0'), reversed: fc.boolean() },
    { requiredKeys: ['paymentId', 'sequence', 'kind', 'amountMinor', 'currency'] },
  )
  .map((drawn) => ({
    ...drawn,
    reference: `${drawn.paymentId}/${drawn.sequence}`,
    takenAt: '2026-11-18T10:00:00.000Z',
  }));

/** A step is one of its payment: no reference twice. */
export const steps = fc.uniqueArray(step, { selector: ({ reference }) => reference, maxLength: 9 });

export const batch: fc.Arbitrary<SettlementBatch> = fc
  .array(line, { maxLength: 15 })
  .map((lines) => ({ batchId: 'batch-1', settlementDate: '2026-11-20', lines }));

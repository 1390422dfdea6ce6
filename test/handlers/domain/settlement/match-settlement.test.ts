import fc from 'fast-check';
import { matchSettlement } from '../../../../handlers/domain/settlement/match-settlement';
import type {
  SettleableStep,
  SettlementBatch,
  SettlementLine,
} from '../../../../handlers/domain/settlement/settlement-batch';
import type { SettlementClass } from '../../../../handlers/domain/settlement/settlement-report';
import * as arbitrary from '../../fakes/settlement-arbitraries';

const captured: SettleableStep = {
  kind: 'capture',
  reference: 'payment-1/2',
  paymentId: 'payment-1',
  sequence: 2,
  amountMinor: 100,
  currency: 'CHF',
  takenAt: '2026-11-18T10:00:00.000Z',
};
const settled: SettlementLine = {
  kind: 'capture',
  reference: 'payment-1/2',
  acquirerReference: 'cap_1',
  amountMinor: 100,
  currency: 'CHF',
};
const batchOf = (...lines: SettlementLine[]): SettlementBatch => ({
  batchId: 'batch-1',
  settlementDate: '2026-11-20',
  lines,
});
/** The ledger as it answers: the steps that the lines name, and those that wait. */
const viewOf = (steps: readonly SettleableStep[], { lines }: SettlementBatch) => ({
  named: steps.filter(({ reference }) => lines.some((line) => line.reference === reference)),
  due: steps.filter(({ settledIn, reversed }) => settledIn === undefined && !reversed),
  moreIsDue: false,
});
const match = (batch: SettlementBatch, steps: readonly SettleableStep[]) =>
  matchSettlement(batch, viewOf(steps, batch));

describe('a line', () => {
  test.each<[SettlementClass, string, Partial<SettlementLine>, Partial<SettleableStep>]>([
    ['matched', 'says what the ledger says', {}, {}],
    [
      'missing-here',
      'names a step that the ledger does not know',
      { reference: 'payment-9/2' },
      { settledIn: 'batch-0' },
    ],
    ['missing-here', 'calls a capture a refund', { kind: 'refund' }, { settledIn: 'batch-0' }],
    ['amount-differs', 'is a unit short', { amountMinor: 99 }, {}],
    ['currency-differs', 'is in another currency', { currency: 'JPY' }, {}],
    ['currency-differs', 'differs in both', { currency: 'JPY', amountMinor: 99 }, {}],
    ['already-settled', 'was settled before', {}, { settledIn: 'batch-0' }],
    ['reversed-here', 'was refused before, and taken back', {}, { reversed: true }],
  ])('is %s when it %s', (expected, _when, line, step) => {
    const { lines, report } = match(batchOf({ ...settled, ...line }), [{ ...captured, ...step }]);
    expect(lines.map((each) => each.class)).toEqual([expected]);
    expect(report.differences.map((each) => each.class)).toEqual(expected === 'matched' ? [] : [expected]);
  });

  test.each([1, 99, 101])('is a duplicate the second time, whichever of the two fits: with %d', (amountMinor) => {
    const wrong = { ...settled, amountMinor };
    for (const lines of [
      [settled, wrong],
      [wrong, settled],
    ]) {
      const { report } = match(batchOf(...lines), [captured]);
      expect(report.differences).toEqual([
        expect.objectContaining({ class: 'duplicate-line', there: { amountMinor, currency: 'CHF' } }),
      ]);
    }
  });
});

test('a step that is due and stands in no file is missing there', () => {
  const { lines, report } = match(batchOf(), [captured]);
  expect(lines).toEqual([]);
  expect(report.differences).toEqual([
    {
      class: 'missing-there',
      kind: 'capture',
      reference: 'payment-1/2',
      paymentId: 'payment-1',
      here: { amountMinor: 100, currency: 'CHF' },
      takenAt: '2026-11-18T10:00:00.000Z',
    },
  ]);
});

test('a difference shows both sides', () => {
  expect(match(batchOf({ ...settled, amountMinor: 99 }), [captured]).report.differences).toEqual([
    {
      class: 'amount-differs',
      kind: 'capture',
      reference: 'payment-1/2',
      acquirerReference: 'cap_1',
      paymentId: 'payment-1',
      there: { amountMinor: 99, currency: 'CHF' },
      here: { amountMinor: 100, currency: 'CHF' },
      takenAt: '2026-11-18T10:00:00.000Z',
    },
  ]);
});

describe('for every batch and every ledger', () => {
  const cases = fc.record({ batch: arbitrary.batch, steps: arbitrary.steps });

  test('the order of lines and steps does not show in the report', () => {
    const shuffled = cases.chain(({ batch, steps }) => {
      const lines = fc.shuffledSubarray([...batch.lines], { minLength: batch.lines.length });
      const others = fc.shuffledSubarray([...steps], { minLength: steps.length });
      return fc.record({ batch: fc.constant(batch), steps: fc.constant(steps), lines, others });
    });
    fc.assert(
      fc.property(shuffled, ({ batch, steps, lines, others }) => {
        expect(match({ ...batch, lines }, others)).toEqual(match(batch, steps));
      }),
    );
  });

  test('every line has one class, and a step is settled at most once', () => {
    fc.assert(
      fc.property(cases, ({ batch, steps }) => {
        const { lines, report } = match(batch, steps);
        expect(lines).toHaveLength(batch.lines.length);
        expect(new Set(lines.map(({ line }) => line))).toEqual(new Set(batch.lines));
        const settling = lines.filter((each) => ['matched', 'amount-differs', 'currency-differs'].includes(each.class));
        expect(new Set(settling.map(({ line }) => line.reference)).size).toBe(settling.length);
        const differing = lines.filter((each) => each.class !== 'matched').length;
        expect(report.differences.filter((each) => each.class !== 'missing-there')).toHaveLength(differing);
      }),
    );
  });

  test('the totals of a currency add up to its lines', () => {
    fc.assert(
      fc.property(cases, ({ batch, steps }) => {
        const { report } = match(batch, steps);
        for (const currency of ['CHF', 'JPY']) {
          const totals = report.totals.filter((each) => each.currency === currency && each.class !== 'missing-there');
          const lines = batch.lines.filter((each) => each.currency === currency);
          const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
          expect(sum(totals.map(({ count }) => count))).toBe(lines.length);
          expect(sum(totals.map((each) => each.capturedMinor - each.refundedMinor))).toBe(
            sum(lines.map(({ kind, amountMinor }) => (kind === 'capture' ? amountMinor : -amountMinor))),
          );
          expect(sum(totals.map(({ feeMinor }) => feeMinor))).toBe(sum(lines.map(({ feeMinor = 0 }) => feeMinor)));
        }
      }),
    );
  });
});

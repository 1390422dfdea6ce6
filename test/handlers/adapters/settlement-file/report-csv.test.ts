import fc from 'fast-check';
import { reportCsv } from '../../../../handlers/adapters/settlement-file/report-csv';
import { matchSettlement } from '../../../../handlers/domain/settlement/match-settlement';
import * as arbitrary from '../../fakes/settlement-arbitraries';

const view = { due: [], moreIsDue: false };
const step = {
  kind: 'capture',
  reference: 'payment-1/2',
  paymentId: 'payment-1',
  sequence: 2,
  currency: 'CHF',
} as const;

test('shows both sides of a difference, and by how much they differ', () => {
  const line = { kind: 'capture', reference: 'payment-1/2', acquirerReference: 'cap_1', currency: 'CHF' } as const;
  const { report } = matchSettlement(
    { batchId: 'batch-1', settlementDate: '2026-11-20', lines: [{ ...line, amountMinor: 99 }] },
    { ...view, named: [{ ...step, amountMinor: 100, takenAt: '2026-11-18T10:00:00.000Z' }] },
  );
  expect(reportCsv(report).split('\r\n')).toEqual([
    'class,kind,reference,acquirerReference,paymentId,hereMinor,hereCurrency,thereMinor,thereCurrency,differenceMinor,settledIn,takenAt',
    'amount-differs,capture,payment-1/2,cap_1,payment-1,100,CHF,99,CHF,-1,,2026-11-18T10:00:00.000Z',
    '',
  ]);
});

test('has a line for each difference, each with every column', () => {
  fc.assert(
    fc.property(arbitrary.batch, arbitrary.steps, (batch, named) => {
      const { report } = matchSettlement(batch, { named, due: named, moreIsDue: false });
      const [header = '', ...rows] = reportCsv(report).trimEnd().split('\r\n');
      expect(rows).toHaveLength(report.differences.length);
      for (const row of rows) expect(row.split(',')).toHaveLength(header.split(',').length);
    }),
  );
});

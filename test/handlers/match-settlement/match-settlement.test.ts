import type { SettlementReading } from '../../../handlers/domain/settlement/settlement-reading';
import type { SettlementReport } from '../../../handlers/domain/settlement/settlement-report';
import { matchSettlementFile } from '../../../handlers/match-settlement/match-settlement';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import type { SettlementMoment, SettlementResult } from '../../../handlers/ports/settlements';
import { LedgerUnavailableError } from '../../../handlers/runtime/errors';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

const NOW = '2026-11-21T10:00:00.000Z';
const FILE = { key: 'incoming/batch.csv' };
const batch = { batchId: 'batch-1', settlementDate: '2026-11-20', lines: [] };
const report: SettlementReport = {
  batchId: 'batch-1',
  settlementDate: '2026-11-20',
  totals: [
    { currency: 'CHF', class: 'matched', count: 2, capturedMinor: 7, refundedMinor: 0, feeMinor: 0 },
    { currency: 'JPY', class: 'matched', count: 3, capturedMinor: 7, refundedMinor: 0, feeMinor: 0 },
  ],
  moreIsMissingThere: false,
  differences: [],
};
const differing: SettlementReport = {
  ...report,
  differences: [{ class: 'missing-here', kind: 'capture', reference: 'order-7' }],
};

/** What a use case would find, and what it left behind. */
function surroundings(reading: SettlementReading, result?: SettlementResult | Error) {
  const [written, cases, moments]: [unknown[], OperatorCase[], SettlementMoment[]] = [[], [], []];
  const metrics = recordingMetrics();
  const ports = {
    files: {
      read: async () => reading,
      writeReport: async (_file: object, of: SettlementReport) => void written.push(of),
      writeRefusal: async (_file: object, faults: object) => void written.push({ faults }),
    },
    settlements: {
      settle: async (_batch: object, moment: SettlementMoment) => {
        moments.push(moment);
        if (!result || result instanceof Error) throw result;
        return result;
      },
    },
    operatorCases: { raise: async (operatorCase: OperatorCase) => void cases.push(operatorCase) },
    clock: { now: () => new Date(NOW) },
    metrics,
    logger: recordingLogger(),
    settlesWithinDays: 5,
  };
  return { ports, written, cases, moments, sums: metrics.sums };
}

test('a batch that matches leaves a report, and nobody is called', async () => {
  const { ports, written, cases, moments, sums } = surroundings({ batch }, { outcome: 'recorded', report });
  await matchSettlementFile(ports, FILE);
  expect(written).toEqual([report]);
  expect(cases).toEqual([]);
  expect(sums).toEqual({ SettlementMatched: 5, SettlementDifference: 0 });
  expect(moments).toEqual([{ takenAt: NOW, dueBefore: '2026-11-15T00:00:00.000Z', origin: FILE.key }]);
});

test.each(['recorded', 'known'] as const)(
  'a difference is reported and calls a person, also when it is %s',
  async (outcome) => {
    const { ports, written, cases, sums } = surroundings({ batch }, { outcome, report: differing });
    await matchSettlementFile(ports, FILE);
    expect(written).toEqual([differing]);
    expect(cases).toEqual([
      {
        settlementFile: 'incoming/batch.csv',
        kind: 'settlement-differs',
        detail: 'A settlement file differs from the ledger (differences: 1): the report beside it names them',
        occurredAt: NOW,
      },
    ]);
    expect(sums).toEqual({ SettlementMatched: 5, SettlementDifference: 1, OperatorCaseRaised: 1 });
  },
);

test('a settlement date that lies ahead makes nothing due earlier', async () => {
  const ahead = { ...batch, settlementDate: '2027-11-20' };
  const { ports, moments } = surroundings({ batch: ahead }, { outcome: 'recorded', report });
  await matchSettlementFile(ports, FILE);
  expect(moments).toMatchObject([{ dueBefore: '2026-11-16T10:00:00.000Z' }]);
});

describe('is refused, calls a person, and does not come again', () => {
  const faults = [{ place: 'line 3', rule: 'must be something' }];

  test('a file that cannot be read as a whole', async () => {
    const { ports, written, cases, moments, sums } = surroundings({ faults });
    await matchSettlementFile(ports, FILE);
    expect(written).toEqual([{ faults }]);
    expect(moments).toEqual([]);
    expect(cases).toMatchObject([{ settlementFile: 'incoming/batch.csv', kind: 'settlement-refused' }]);
    expect(sums).toEqual({ OperatorCaseRaised: 1 });
  });

  test('a batch under the id of another', async () => {
    const { ports, written, cases } = surroundings({ batch }, { outcome: 'contradicted' });
    await matchSettlementFile(ports, FILE);
    expect(written).toEqual([{ faults: [{ place: 'batchId', rule: 'must not be that of another batch' }] }]);
    expect(cases).toMatchObject([{ kind: 'settlement-refused' }]);
  });
});

test('a ledger that is away makes the file come again', async () => {
  const { ports, written, cases } = surroundings({ batch }, new LedgerUnavailableError('away'));
  await expect(matchSettlementFile(ports, FILE)).rejects.toMatchObject({ code: 'ledger-unavailable' });
  expect([written, cases]).toEqual([[], []]);
});

import { PaymentMetric } from '../../src/contract/metrics';
import type { SettlementBatch } from '../domain/settlement/settlement-batch';
import type { SettlementFault } from '../domain/settlement/settlement-reading';
import type { SettlementReport } from '../domain/settlement/settlement-report';
import type { Clock } from '../ports/clock';
import type { OperatorCase, OperatorCases } from '../ports/operator-cases';
import type { SettlementFileName, SettlementFiles } from '../ports/settlement-files';
import type { SettlementMoment, Settlements } from '../ports/settlements';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface MatchSettlementPorts {
  readonly files: SettlementFiles;
  readonly settlements: Settlements;
  readonly operatorCases: OperatorCases;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** How long the acquirer may take to settle; what is older and in no file is missing there. */
  readonly settlesWithinDays: number;
}

const DAY_MILLISECONDS = 86_400_000;
const ID_IS_TAKEN: SettlementFault = { place: 'batchId', rule: 'must not be that of another batch' };

/**
 * Compares a settlement file with the ledger and writes a report beside it. It may come any number of times and is recorded once.
 * A file that cannot be read as a whole, and any difference, becomes an operator's case; nothing is booked.
 * Ends with `ledger-unavailable` or `service-unavailable` when the file must come again.
 */
export async function matchSettlementFile(ports: MatchSettlementPorts, file: SettlementFileName): Promise<void> {
  const reading = await ports.files.read(file);
  if ('faults' in reading) return refuse(ports, file, reading.faults);
  const result = await ports.settlements.settle(reading.batch, momentOf(ports, file, reading.batch));
  if (result.outcome === 'contradicted') return refuse(ports, file, [ID_IS_TAKEN]);
  await ports.files.writeReport(file, result.report);
  await tell(ports, file, result.report);
}

/** A date that lies ahead makes nothing due earlier. */
function momentOf(
  { clock, settlesWithinDays }: MatchSettlementPorts,
  { key }: SettlementFileName,
  { settlementDate }: SettlementBatch,
): SettlementMoment {
  const now = clock.now();
  const settled = Math.min(Date.parse(settlementDate), now.getTime());
  const dueBefore = new Date(settled - settlesWithinDays * DAY_MILLISECONDS);
  return { takenAt: now.toISOString(), dueBefore: dueBefore.toISOString(), origin: key };
}

async function refuse(
  ports: MatchSettlementPorts,
  file: SettlementFileName,
  faults: readonly SettlementFault[],
): Promise<void> {
  await ports.files.writeRefusal(file, faults);
  ports.logger.warn('settlement file refused', { count: faults.length, reason: faults[0]?.rule });
  await raise(ports, file, 'settlement-refused', 'A settlement file was not taken: the refusal beside it says why');
}

async function tell(ports: MatchSettlementPorts, file: SettlementFileName, report: SettlementReport): Promise<void> {
  const { differences, totals } = report;
  const matched = totals.filter((total) => total.class === 'matched').reduce((sum, { count }) => sum + count, 0);
  ports.metrics.count(PaymentMetric.SETTLEMENT_MATCHED, matched);
  ports.metrics.count(PaymentMetric.SETTLEMENT_DIFFERENCE, differences.length);
  ports.logger.info('settlement matched', { count: matched, failed: differences.length });
  if (differences.length === 0) return;
  const detail = `A settlement file differs from the ledger (differences: ${differences.length}): the report beside it names them`;
  await raise(ports, file, 'settlement-differs', detail);
}

async function raise(
  { operatorCases, clock, metrics }: MatchSettlementPorts,
  { key }: SettlementFileName,
  kind: string,
  detail: string,
): Promise<void> {
  const operatorCase: OperatorCase = { settlementFile: key, kind, detail, occurredAt: clock.now().toISOString() };
  await operatorCases.raise(operatorCase);
  metrics.count(PaymentMetric.OPERATOR_CASE_RAISED);
}

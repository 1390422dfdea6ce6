import { PaymentMetric } from '../../src/contract/metrics';
import type { SettlementBatch } from '../domain/settlement/settlement-batch';
import type { SettlementFault } from '../domain/settlement/settlement-reading';
import type { SettlementReport } from '../domain/settlement/settlement-report';
import type { SettlementFileName, SettlementFiles } from '../ports/settlement-files';
import type { SettlementMoment, Settlements } from '../ports/settlements';
import { callOperator, type OperatorPorts } from './call-operator';
import { dueBefore } from './due-before';

export interface MatchSettlementPorts extends OperatorPorts {
  readonly files: SettlementFiles;
  readonly settlements: Pick<Settlements, 'settle'>;
  /** How long the acquirer may take to settle; what is older and in no file is missing there. */
  readonly settlesWithinDays: number;
}

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
  const settledAt = new Date(Math.min(Date.parse(settlementDate), now.getTime()));
  return { takenAt: now.toISOString(), dueBefore: dueBefore(settledAt, settlesWithinDays), origin: key };
}

async function refuse(
  ports: MatchSettlementPorts,
  file: SettlementFileName,
  faults: readonly SettlementFault[],
): Promise<void> {
  await ports.files.writeRefusal(file, faults);
  ports.logger.warn('settlement file refused', { count: faults.length, reason: faults[0]?.rule });
  await callOperator(ports, {
    settlementFile: file.key,
    kind: 'settlement-refused',
    detail: 'A settlement file was not taken: the refusal beside it says why',
  });
}

async function tell(ports: MatchSettlementPorts, file: SettlementFileName, report: SettlementReport): Promise<void> {
  const { differences, totals } = report;
  const matched = totals.filter((total) => total.class === 'matched').reduce((sum, { count }) => sum + count, 0);
  ports.metrics.count(PaymentMetric.SETTLEMENT_MATCHED, matched);
  ports.metrics.count(PaymentMetric.SETTLEMENT_DIFFERENCE, differences.length);
  ports.logger.info('settlement matched', { count: matched, failed: differences.length });
  if (differences.length === 0) return;
  await callOperator(ports, {
    settlementFile: file.key,
    kind: 'settlement-differs',
    detail: `A settlement file differs from the ledger (differences: ${differences.length}): the report beside it names them`,
  });
}

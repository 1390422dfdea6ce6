import type { SettleableStep, SettlementBatch, SettlementLine } from './settlement-batch';
import type { DifferenceClass, LineClass, SettlementDifference, SettlementReport } from './settlement-report';
import { type Counted, totalsOf } from './settlement-totals';
import { inTextOrder } from './text-order';

/** What the ledger knows when a batch comes in. */
export interface LedgerView {
  /** Steps that the batch names. */
  readonly named: readonly SettleableStep[];
  /** Steps that no batch has settled, and that are due by now. */
  readonly due: readonly SettleableStep[];
  /** Whether more is due than `due` names. */
  readonly moreIsDue: boolean;
}

export interface JudgedLine {
  readonly line: SettlementLine;
  readonly class: LineClass;
  /** The step it speaks of, as far as the ledger knows it. */
  readonly step?: SettleableStep;
}

export interface SettlementMatch {
  readonly lines: readonly JudgedLine[];
  readonly report: SettlementReport;
}

const RANKS: Readonly<Record<DifferenceClass, number>> = {
  'amount-differs': 1,
  'currency-differs': 2,
  'missing-here': 3,
  'missing-there': 4,
  'reversed-here': 5,
  'already-settled': 6,
  'duplicate-line': 7,
};

const identityOf = ({ kind, reference }: Pick<SettlementLine, 'kind' | 'reference'>) => `${reference} ${kind}`;

/** Compares a batch with the ledger. It books nothing: what differs is for people to settle. */
export function matchSettlement(batch: SettlementBatch, { named, due, moreIsDue }: LedgerView): SettlementMatch {
  const steps = new Map(named.map((step) => [identityOf(step), step]));
  const groups = Map.groupBy(batch.lines, identityOf);
  const lines = [...groups]
    .sort(([left], [right]) => inTextOrder(left, right))
    .flatMap(([identity, group]) => judgeGroup(group, steps.get(identity)));
  const missing = due.filter((step) => !groups.has(identityOf(step)));
  const counted: Counted[] = [
    ...lines.map(({ line, class: name }) => ({ ...line, class: name })),
    ...missing.map((step) => ({ ...step, class: 'missing-there' as const })),
  ];
  const differences = [...lines.flatMap(differenceIn), ...missing.map(missingThere)];
  return {
    lines,
    report: {
      batchId: batch.batchId,
      settlementDate: batch.settlementDate,
      totals: totalsOf(counted),
      moreIsMissingThere: moreIsDue,
      differences: differences.sort((left, right) => inTextOrder(rankOf(left), rankOf(right))),
    },
  };
}

/** Of lines that say the same thing twice one is judged, the one that fits where there is one: their order means nothing. */
function judgeGroup(group: readonly SettlementLine[], step: SettleableStep | undefined): JudgedLine[] {
  const judged = group
    .map((line) => ({ line, class: judge(line, step), step }))
    .sort((left, right) => inTextOrder(standingOf(left), standingOf(right)));
  return judged.map((each, index) => (index === 0 ? each : { ...each, class: 'duplicate-line' }));
}

function judge(line: SettlementLine, step: SettleableStep | undefined): LineClass {
  if (!step) return 'missing-here';
  if (step.settledIn !== undefined) return 'already-settled';
  if (step.reversed) return 'reversed-here';
  if (line.currency !== step.currency) return 'currency-differs';
  return line.amountMinor === step.amountMinor ? 'matched' : 'amount-differs';
}

function standingOf({ line, class: name }: JudgedLine): string {
  const { amountMinor, currency, acquirerReference, feeMinor } = line;
  return JSON.stringify([name === 'matched' ? 0 : 1, amountMinor, currency, acquirerReference, feeMinor]);
}

function differenceIn({ line, class: name, step }: JudgedLine): SettlementDifference[] {
  if (name === 'matched') return [];
  const { kind, reference, acquirerReference, amountMinor, currency } = line;
  return [{ class: name, kind, reference, acquirerReference, there: { amountMinor, currency }, ...known(step) }];
}

function missingThere(step: SettleableStep): SettlementDifference {
  return { class: 'missing-there', kind: step.kind, reference: step.reference, ...known(step) };
}

function known(step: SettleableStep | undefined) {
  if (!step) return {};
  const { paymentId, amountMinor, currency, takenAt, settledIn } = step;
  return { paymentId, here: { amountMinor, currency }, takenAt, ...(settledIn !== undefined && { settledIn }) };
}

/** By class, in the order in which a report is read; lines that say the same are told apart by all they say. */
function rankOf(difference: SettlementDifference): string {
  return `${RANKS[difference.class]} ${identityOf(difference)} ${JSON.stringify(difference)}`;
}

import type { Money } from '../money';
import type { SettledKind } from './settlement-batch';

/** What can be said of a line; each line has exactly one. */
export const LINE_CLASSES = [
  'matched',
  /** They settled what the ledger does not know. */
  'missing-here',
  /** They settled what the ledger took back, because they had refused it. */
  'reversed-here',
  'amount-differs',
  'currency-differs',
  /** The same capture or refund stands in this file before. */
  'duplicate-line',
  /** It was settled by an earlier batch. */
  'already-settled',
] as const;
export type LineClass = (typeof LINE_CLASSES)[number];

/** `missing-there`: the ledger holds it for longer than settlement may take, and no file has named it. */
export type SettlementClass = LineClass | 'missing-there';
export type DifferenceClass = Exclude<SettlementClass, 'matched'>;

export interface SettlementDifference {
  readonly class: DifferenceClass;
  readonly kind: SettledKind;
  readonly reference: string;
  readonly acquirerReference?: string;
  /** Absent where the ledger does not know the reference. */
  readonly paymentId?: string;
  /** What the file says. */
  readonly there?: Money;
  /** What the ledger says. */
  readonly here?: Money;
  /** Batch that settled it before. */
  readonly settledIn?: string;
  /** ISO 8601 UTC. */
  readonly takenAt?: string;
}

/** What one class amounts to in one currency: as the file says, or, where it is missing there, as the ledger says. */
export interface SettlementTotal {
  readonly currency: string;
  readonly class: SettlementClass;
  readonly count: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly feeMinor: number;
}

/** What came of a batch. The order of the lines in the file does not show in it. */
export interface SettlementReport {
  readonly batchId: string;
  readonly settlementDate: string;
  /** By currency, then by class. */
  readonly totals: readonly SettlementTotal[];
  /** More is missing there than the differences name. */
  readonly moreIsMissingThere: boolean;
  /** By class, then by reference. */
  readonly differences: readonly SettlementDifference[];
}

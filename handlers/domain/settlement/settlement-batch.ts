/** Captures bring us money, refunds cost it. */
export const SETTLED_KINDS = ['capture', 'refund'] as const;
export type SettledKind = (typeof SETTLED_KINDS)[number];

/** One capture or refund that the acquirer says it has settled. */
export interface SettlementLine {
  readonly kind: SettledKind;
  /** Our own key, under which the acquirer was told: `<payment id>/<sequence of the step>`. */
  readonly reference: string;
  /** The acquirer's name for it. */
  readonly acquirerReference: string;
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** What the acquirer kept, in the same currency. */
  readonly feeMinor?: number;
}

/** A settlement file, whatever its format was. */
export interface SettlementBatch {
  /** The acquirer's name for it, never used twice. */
  readonly batchId: string;
  /** `YYYY-MM-DD`. */
  readonly settlementDate: string;
  readonly lines: readonly SettlementLine[];
}

/** A capture or refund as the ledger holds it. */
export interface SettleableStep {
  readonly kind: SettledKind;
  readonly reference: string;
  readonly paymentId: string;
  readonly sequence: number;
  readonly amountMinor: number;
  readonly currency: string;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
  /** Batch in which it was settled before. */
  readonly settledIn?: string;
  /** The acquirer refused it for good, and the ledger took it back. */
  readonly reversed?: boolean;
}

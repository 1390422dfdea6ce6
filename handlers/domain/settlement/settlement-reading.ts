import type { SettlementBatch } from './settlement-batch';

/** What is wrong with a file: where, and what is asked for there; never what stands there. */
export interface SettlementFault {
  /** `line 4, column amountMinor`, or `/lines/3/amountMinor`. */
  readonly place: string;
  readonly rule: string;
}

/** The whole file, or nothing of it. */
export type SettlementReading = { readonly batch: SettlementBatch } | { readonly faults: readonly SettlementFault[] };

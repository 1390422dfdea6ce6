/** A cheap look at the ledger's own arithmetic, for a metric. */
export interface LedgerCheck {
  /** Currencies whose debits and credits differ; anything but 0 is an incident. */
  imbalance(): Promise<number>;
}

/** What the sweeper does for the ledger's own arithmetic. */
export interface LedgerCheck {
  /** Adds to the balances of append-only accounts what waits for them, so that reading them stays cheap. Returns how many increments. */
  rollUp(): Promise<number>;
  measure(): Promise<LedgerMeasures>;
}

/** For metrics. */
export interface LedgerMeasures {
  /** What the oldest entry of the outbox has waited; 0 when that is empty. */
  readonly outboxAgeSeconds: number;
  /** Currencies whose debits and credits differ; anything but 0 is an incident. */
  readonly imbalance: number;
}

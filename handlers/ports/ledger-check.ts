/** What the sweeper does for the ledger's own arithmetic. */
export interface LedgerCheck {
  /** Adds to the balances of append-only accounts what waits for them, so that reading them stays cheap. Returns how many increments. */
  rollUp(): Promise<number>;
  /** Currencies whose debits and credits differ, for a metric; anything but 0 is an incident. */
  imbalance(): Promise<number>;
}

export type VelocityWindow = '1h' | '24h' | '7d';

export interface VelocityCount {
  readonly attempts: number;
  readonly amountMinor: number;
}

/** Counters per feature value (card fingerprint, customer, e-mail, IP address), each in a bounded item with a time to live. */
export interface VelocityCounters {
  /**
   * Adds this attempt and returns the counts that include it. Counting the same `attemptId` twice has no effect.
   */
  record(
    attemptId: string,
    values: readonly { readonly feature: string; readonly value: string }[],
    amountMinor: number,
    at: Date,
  ): Promise<Readonly<Record<string, Readonly<Record<VelocityWindow, VelocityCount>>>>>;
}

/** Payments whose reservations were made in one slice of time. */
export interface ExpirableSlice {
  /** End of the slice, as the store writes it. */
  readonly reachedAt: string;
  /** Those that still reserve something. */
  readonly paymentIds: readonly string[];
}

/** Reservations in the order of their time, slice by slice, from where the last run stopped. */
export interface ExpirablePayments {
  /** The next slice before a moment, `undefined` when all were looked at. */
  next(before: Date, sliceSeconds: number): Promise<ExpirableSlice | undefined>;
  /** Goes on behind a slice, for good: call it when each payment of it was dealt with. */
  advance(slice: ExpirableSlice): Promise<void>;
}

export type ReceiptState =
  /** The caller does the work now, and says `complete` or `release`. */
  | 'claimed'
  /** The work was done: nothing to do. */
  | 'completed'
  /** Another delivery of the same event is at it; a claim that died is free again after its lease. */
  | 'in-progress';

/** A consumer's memory of what it has done, once per event. */
export interface Receipts {
  claim(consumer: string, eventId: string): Promise<ReceiptState>;
  complete(consumer: string, eventId: string): Promise<void>;
  release(consumer: string, eventId: string): Promise<void>;
}

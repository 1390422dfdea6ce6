/** A consumer's memory of what it has done: `claim` is true once per event, until `release` gives it back after a failure. */
export interface Receipts {
  claim(consumer: string, eventId: string): Promise<boolean>;
  release(consumer: string, eventId: string): Promise<void>;
}

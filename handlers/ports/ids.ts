export interface Ids {
  /** UUID version 7: sorts by time, so that indexes stay narrow. */
  next(): string;
}

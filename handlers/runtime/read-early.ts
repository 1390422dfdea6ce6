/**
 * Begins reads while the function starts, so that they take their time together, and not one after the other in the first event.
 * They must be of those that keep what they read, and do not keep a failure: it is told to the event that waits for it, and the next reads anew.
 */
export function readEarly(...reads: readonly (() => Promise<unknown>)[]): void {
  for (const read of reads) read().catch(() => undefined);
}

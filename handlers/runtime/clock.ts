import type { Clock } from '../ports/clock';

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds from a time to now; 0 where the clock that told the time is ahead, or ours was set back. */
export function millisecondsSince(start: Date, clock: Clock): number {
  return Math.max(0, clock.now().getTime() - start.getTime());
}

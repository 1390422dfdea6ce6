import type { Clock } from '../../../handlers/ports/clock';

export interface FakeClock extends Clock {
  advance(seconds: number): void;
}

/** Stands still until it is moved. */
export function fakeClock(start = '2026-11-21T10:02:00.000Z'): FakeClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}

import type { Ids } from '../../../handlers/ports/ids';

/** UUIDs that count: readable in a failure, and the same in each run. */
export function fakeIds(): Ids {
  let last = 0;
  return {
    next: () => {
      last += 1;
      return `01935d2a-0000-7000-8000-${String(last).padStart(12, '0')}`;
    },
  };
}

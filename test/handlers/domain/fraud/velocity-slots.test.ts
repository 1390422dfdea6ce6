import fc from 'fast-check';
import {
  isWithinWindows,
  slotNames,
  staleSlots,
  sumOf,
  type VelocitySlots,
  windowSlots,
} from '../../../../handlers/domain/fraud/velocity-slots';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T10:02:00.000Z');
const WINDOWS = [
  ['1h', 60, 5],
  ['24h', 1_440, 60],
  ['7d', 10_080, 360],
] as const;

function sumAt(slots: VelocitySlots, window: '1h' | '24h' | '7d', at: Date, currency?: string): number {
  const { attempts, amounts } = windowSlots(at, currency ?? 'CHF')[window];
  return sumOf(slots, currency === undefined ? attempts : amounts);
}

/** What the counters would hold after attempts at these minutes. */
function slotsAfter(minutes: readonly number[]): Record<string, number> {
  const slots: Record<string, number> = {};
  for (const minute of minutes) {
    const { attempts, amounts } = slotNames(new Date(START + minute * MINUTE), 'CHF');
    for (const name of attempts) slots[name] = (slots[name] ?? 0) + 1;
    for (const name of amounts) slots[name] = (slots[name] ?? 0) + 10;
  }
  return slots;
}

test.each(WINDOWS)(
  'the window of %s never forgets early and over-counts by at most one slot',
  (window, length, slot) => {
    const now = fc.integer({ min: 30_000, max: 40_000 });
    const edges = fc.oneof(
      fc.integer({ min: -slot, max: slot }),
      fc.integer({ min: length - slot, max: length + 2 * slot }),
    );
    fc.assert(
      fc.property(now, fc.array(edges, { minLength: 1, maxLength: 20 }), (minute, ages) => {
        const slots = slotsAfter(ages.map((age) => minute - age));
        const attempts = sumAt(slots, window, new Date(START + minute * MINUTE));
        const youngerThan = (limit: number, youngest: number) =>
          ages.filter((age) => age < limit && age >= youngest).length;
        expect(attempts).toBeGreaterThanOrEqual(youngerThan(length, 0));
        expect(attempts).toBeLessThanOrEqual(youngerThan(length + slot, 1 - slot));
      }),
      { numRuns: 500 },
    );
  },
);

test('sums only the currency that is asked for', () => {
  const sum = (currency?: string) => sumAt(slotsAfter([0, 1]), '1h', new Date(START + 2 * MINUTE), currency);
  expect([sum(), sum('CHF'), sum('USD')]).toEqual([2, 20, 0]);
});

test('a slot is stale exactly when no window reaches it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), (age) => {
      const at = new Date(START + age * MINUTE);
      const slots = slotsAfter([0]);
      const stale = staleSlots(Object.keys(slots), at);
      const kept = Object.fromEntries(Object.entries(slots).filter(([name]) => !stale.includes(name)));
      const sums = (of: Record<string, number>) => WINDOWS.map(([window]) => sumAt(of, window, at));
      expect(sums(kept)).toEqual(sums(slots));
      expect(age < 10_080 || stale.length === 6 || sumAt(slots, '7d', at) === 1).toBe(true);
    }),
  );
});

test('other attributes of the item are never stale', () => {
  expect(staleSlots(['sessionId', 'expiresAt'], new Date(START))).toEqual([]);
});

test('the sets of marks go when the longest window has passed them', () => {
  const names = ['attempts/1', 'declines/1', 'history/first', 'history/attempts/CHF'];
  const slot = (number: number) => new Date(number * 360 * MINUTE);
  expect(staleSlots(names, slot(29))).toEqual([]);
  expect(staleSlots(names, slot(30))).toEqual(['attempts/1', 'declines/1']);
});

test('what some window still counts is within the windows, and nothing else', () => {
  const minutes = fc.integer({ min: 0, max: 3 * 10_080 });
  fc.assert(
    fc.property(minutes, minutes, (counted, passed) => {
      const at = new Date(START + counted * MINUTE);
      const now = new Date(at.getTime() + passed * MINUTE);
      const slots = slotsAfter([counted]);
      expect(isWithinWindows(at, now)).toBe(WINDOWS.some(([window]) => sumAt(slots, window, now) > 0));
    }),
  );
});

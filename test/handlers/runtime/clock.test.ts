import { millisecondsSince, systemClock } from '../../../handlers/runtime/clock';
import { fakeClock } from '../fakes/clock';

test('milliseconds from a time to now', () => {
  const clock = fakeClock('2026-11-21T10:02:01.250Z');
  expect(millisecondsSince(new Date('2026-11-21T10:02:00.000Z'), clock)).toBe(1_250);
});

test('a time that another clock told ahead of ours is not before itself', () => {
  const clock = fakeClock('2026-11-21T10:02:00.000Z');
  expect(millisecondsSince(new Date('2026-11-21T10:02:00.200Z'), clock)).toBe(0);
});

test('the clock of the system tells the time', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000);
});

import fc from 'fast-check';
import { markCountsAt, markOf, type VelocityMarks } from '../../../../handlers/domain/fraud/velocity-marks';
import { slotNames } from '../../../../handlers/domain/fraud/velocity-slots';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T10:02:00.000Z');
const WINDOWS = [
  ['1h', 60],
  ['24h', 1_440],
  ['7d', 10_080],
] as const;

interface Attempt {
  readonly minute: number;
  readonly card: number;
}
const attempts = fc.array(
  fc.record({ minute: fc.integer({ min: 0, max: 12_000 }), card: fc.integer({ min: 0, max: 5 }) }),
  { maxLength: 30 },
);

function marksAfter(made: readonly Attempt[]): VelocityMarks {
  const marks: Record<string, string[]> = {};
  made.forEach(({ minute, card }, index) => {
    const at = new Date(START + minute * MINUTE);
    const mark = markOf({ idHash: `${index}`.padStart(12, 'i'), cardHash: `card-${card}`, at });
    const { attemptMarks, declineMarks } = slotNames(at, 'CHF');
    for (const name of [attemptMarks, declineMarks]) marks[name] = [...(marks[name] ?? []), mark];
  });
  return marks;
}

test.each(WINDOWS)('within %s, exactly the attempts of its %i minutes count', (window, length) => {
  fc.assert(
    fc.property(attempts, fc.integer({ min: 0, max: 24_000 }), (made, now) => {
      const within = made.filter(({ minute }) => minute <= now && minute >= now - length);
      const at = new Date(START + now * MINUTE);
      const marks = marksAfter(made);
      const cards = new Set(within.map(({ card }) => card)).size;
      expect(markCountsAt(marks, at)[window]).toEqual({ declines: within.length, cards });
    }),
  );
});

test('an attempt without a card is no card', () => {
  const at = new Date(START);
  const marks = { [slotNames(at, 'CHF').attemptMarks]: [markOf({ idHash: 'i'.repeat(12), cardHash: '', at })] };
  expect(markCountsAt(marks, at)['7d'].cards).toBe(0);
});

test('a mark has twenty characters, whatever it stands for', () => {
  expect(markOf({ idHash: 'i'.repeat(12), cardHash: '', at: new Date(START) })).toHaveLength(20);
  expect(markOf({ idHash: 'i'.repeat(40), cardHash: 'c'.repeat(40), at: new Date(START) })).toHaveLength(20);
});

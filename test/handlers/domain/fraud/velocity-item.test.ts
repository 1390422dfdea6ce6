import { currencyCodes } from '../../../../handlers/domain/currency';
import { countsAt, HistoryName, historyAt } from '../../../../handlers/domain/fraud/velocity-item';
import { markOf } from '../../../../handlers/domain/fraud/velocity-marks';
import { slotNames, windowSlots } from '../../../../handlers/domain/fraud/velocity-slots';

const AT = new Date('2026-11-21T10:02:00.000Z');
const HOUR = 3_600_000;
const payment = { amountMinor: 100, currency: 'CHF' };

test('counts attempts, declines, amounts and cards in each window', () => {
  const names = slotNames(AT, 'CHF');
  const mark = markOf({ idHash: 'i'.repeat(12), cardHash: 'card-1', at: AT });
  const numbers = Object.fromEntries([
    ...names.attempts.map((name) => [name, 2] as const),
    ...names.amounts.map((name) => [name, 300] as const),
  ]);
  const counts = countsAt(
    { numbers, marks: { [names.attemptMarks]: [mark], [names.declineMarks]: [mark] } },
    AT,
    windowSlots(AT, 'CHF'),
  );
  const count = { attempts: 2, declines: 1, amountMinor: 300, cards: 1 };
  expect(counts).toEqual({ '1h': count, '24h': count, '7d': count });
});

test.each([
  ['seen for the first time', {}, { ageHours: 0, attempts: 0, amountMinor: 0 }],
  [
    'seen before',
    {
      [HistoryName.FIRST_SEEN]: (AT.getTime() - 49.5 * HOUR) / 1_000,
      [HistoryName.attempts('CHF')]: 4,
      [HistoryName.amount('CHF')]: 700,
    },
    { ageHours: 49, attempts: 3, amountMinor: 600 },
  ],
  [
    'seen with another currency',
    {
      [HistoryName.FIRST_SEEN]: AT.getTime() / 1_000,
      [HistoryName.attempts('USD')]: 4,
      [HistoryName.amount('USD')]: 700,
    },
    { ageHours: 0, attempts: 0, amountMinor: 0 },
  ],
  [
    'seen later by a message that waited less',
    { [HistoryName.FIRST_SEEN]: (AT.getTime() + HOUR) / 1_000 },
    { ageHours: 0, attempts: 0, amountMinor: 0 },
  ],
])('knows the history of a card %s', (_case, numbers: Readonly<Record<string, number>>, expected) => {
  expect(historyAt({ numbers, marks: {} }, AT, payment)).toEqual(expected);
});

/** DynamoDB counts names and values in UTF-8; a number takes a byte for two digits and one more. */
const numberBytes = (name: string) => name.length + 9;
const setBytes = (name: string) => name.length + 3 + 100 * (20 + 1);

test('an item that is busy in every slot and every currency stays below 400 kB', () => {
  const numbers = new Set<string>();
  const sets = new Set<string>();
  for (let minute = 0; minute <= 7 * 1_440; minute += 1) {
    const age = new Date(AT.getTime() - minute * 60_000);
    const names = slotNames(age, 'CHF');
    const live = names.attempts.filter((_, index) => minute < ([65, 1_500, 10_440][index] ?? 0));
    for (const name of live) for (const of of ['', ...currencyCodes.map((code) => `/${code}`)]) numbers.add(name + of);
    for (const set of [names.attemptMarks, names.declineMarks]) sets.add(set);
  }
  for (const code of currencyCodes) numbers.add(HistoryName.attempts(code)).add(HistoryName.amount(code));
  const bytes =
    [...numbers].reduce((sum, name) => sum + numberBytes(name), 0) +
    [...sets].reduce((sum, name) => sum + setBytes(name), 0);
  expect(bytes).toBeGreaterThan(200_000);
  expect(bytes).toBeLessThan(400_000);
});

import type { CardHistory, VelocityCount, VelocityWindow } from './velocity';
import { markCountsAt, type VelocityMarks } from './velocity-marks';
import { sumOf, type VelocitySlots, type WindowSlots } from './velocity-slots';

/** Everything that is counted of one subject. */
export interface VelocityItem {
  readonly numbers: VelocitySlots;
  readonly marks: VelocityMarks;
}

/** Names of what is remembered of a card beyond the windows. */
export const HistoryName = {
  FIRST_SEEN: 'history/first',
  attempts: (currency: string) => `history/attempts/${currency}`,
  amount: (currency: string) => `history/amount/${currency}`,
} as const;

/** `slots` are those of the windows at the same time, in the currency that amounts are asked in. */
export function countsAt(
  item: VelocityItem,
  at: Date,
  slots: WindowSlots,
): Readonly<Record<VelocityWindow, VelocityCount>> {
  const marked = markCountsAt(item.marks, at);
  const count = (window: VelocityWindow): VelocityCount => ({
    attempts: sumOf(item.numbers, slots[window].attempts),
    amountMinor: sumOf(item.numbers, slots[window].amounts),
    ...marked[window],
  });
  return { '1h': count('1h'), '24h': count('24h'), '7d': count('7d') };
}

const HOUR_SECONDS = 3_600;

/** The history of a card, without the attempt that is asked about. */
export function historyAt(
  { numbers }: VelocityItem,
  at: Date,
  { amountMinor, currency }: { readonly amountMinor: number; readonly currency: string },
): CardHistory {
  const seconds = Math.floor(at.getTime() / 1_000);
  const age = seconds - (numbers[HistoryName.FIRST_SEEN] ?? seconds);
  return {
    ageHours: Math.max(0, Math.floor(age / HOUR_SECONDS)),
    attempts: Math.max(0, (numbers[HistoryName.attempts(currency)] ?? 0) - 1),
    amountMinor: Math.max(0, (numbers[HistoryName.amount(currency)] ?? 0) - amountMinor),
  };
}

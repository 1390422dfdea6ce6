import { VELOCITY_WINDOWS, type VelocityWindow } from './velocity';

const MINUTE = 60_000;

/**
 * A window slides by slots: it holds the current slot and as many before it as cover the window, so it never forgets early
 * and over-counts by at most one slot. What one subject needs is bounded by the number of slots, however busy it is.
 */
const SLOTS: Readonly<Record<VelocityWindow, { readonly milliseconds: number; readonly before: number }>> = {
  '1h': { milliseconds: 5 * MINUTE, before: 12 },
  '24h': { milliseconds: 60 * MINUTE, before: 24 },
  '7d': { milliseconds: 360 * MINUTE, before: 28 },
};

/** Numbers of one subject by name: `1h/5842342` counts attempts, `1h/5842342/CHF` sums amounts. */
export type VelocitySlots = Readonly<Record<string, number>>;

const slotAt = (window: VelocityWindow, at: Date) => Math.floor(at.getTime() / SLOTS[window].milliseconds);

export interface SlotNames {
  readonly attempts: readonly string[];
  readonly amounts: readonly string[];
  /** Where attempts are remembered one by one, as marks: the longest slot. */
  readonly attemptMarks: string;
  readonly declineMarks: string;
}

/** The slots that one attempt is counted in. */
export function slotNames(at: Date, currency: string): SlotNames {
  const attempts = VELOCITY_WINDOWS.map((window) => `${window}/${slotAt(window, at)}`);
  return {
    attempts,
    amounts: attempts.map((name) => `${name}/${currency}`),
    attemptMarks: `attempts/${slotAt('7d', at)}`,
    declineMarks: `declines/${slotAt('7d', at)}`,
  };
}

/** The slots that each window sums up at a time. */
export type WindowSlots = Readonly<
  Record<VelocityWindow, { readonly attempts: readonly string[]; readonly amounts: readonly string[] }>
>;

/**
 * Slots after the time are not among them, so that a message which waited is not judged by what came later.
 * Made once a payment, for all its subjects: making names costs more than looking them up.
 */
export function windowSlots(at: Date, currency: string): WindowSlots {
  const slotsOf = (window: VelocityWindow) => {
    const current = slotAt(window, at);
    const attempts = Array.from({ length: SLOTS[window].before + 1 }, (_, age) => `${window}/${current - age}`);
    return { attempts, amounts: attempts.map((name) => `${name}/${currency}`) };
  };
  return { '1h': slotsOf('1h'), '24h': slotsOf('24h'), '7d': slotsOf('7d') };
}

/** Whether some window holds at `now` what was counted at `at`. */
export function isWithinWindows(at: Date, now: Date): boolean {
  return slotAt('7d', at) >= slotAt('7d', now) - SLOTS['7d'].before;
}

export function sumOf(slots: VelocitySlots, names: readonly string[]): number {
  let sum = 0;
  for (const name of names) sum += slots[name] ?? 0;
  return sum;
}

/** Names of slots that no window reaches any more. */
export function staleSlots(names: readonly string[], at: Date): readonly string[] {
  return names.filter((name) => {
    const [kind, slot] = name.split('/');
    const window = kind === 'attempts' || kind === 'declines' ? '7d' : VELOCITY_WINDOWS.find((known) => known === kind);
    return window !== undefined && Number(slot) < slotAt(window, at) - SLOTS[window].before;
  });
}

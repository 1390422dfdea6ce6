import { VELOCITY_WINDOWS, type VelocityCount, type VelocityWindow } from './fraud-features';

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

/** Slots of one subject by name: `1h/5842342` counts attempts, `1h/5842342/CHF` sums amounts. */
export type VelocitySlots = Readonly<Record<string, number>>;

const slotAt = (window: VelocityWindow, at: Date) => Math.floor(at.getTime() / SLOTS[window].milliseconds);

export interface SlotNames {
  readonly attempts: readonly string[];
  readonly amounts: readonly string[];
  /** Where the ids of the attempts are remembered: the longest slot. */
  readonly ids: string;
}

/** The slots that one attempt is counted in. */
export function slotNames(at: Date, currency: string): SlotNames {
  const attempts = VELOCITY_WINDOWS.map((window) => `${window}/${slotAt(window, at)}`);
  return {
    attempts,
    amounts: attempts.map((name) => `${name}/${currency}`),
    ids: `ids/${slotAt('7d', at)}`,
  };
}

/** The counts at a time: slots after it do not count, so that a message which waited is not judged by what came later. */
export function countsAt(
  slots: VelocitySlots,
  at: Date,
  currency: string,
): Readonly<Record<VelocityWindow, VelocityCount>> {
  const count = (window: VelocityWindow): VelocityCount => {
    const current = slotAt(window, at);
    let [attempts, amountMinor] = [0, 0];
    for (let slot = current - SLOTS[window].before; slot <= current; slot += 1) {
      attempts += slots[`${window}/${slot}`] ?? 0;
      amountMinor += slots[`${window}/${slot}/${currency}`] ?? 0;
    }
    return { attempts, amountMinor };
  };
  return { '1h': count('1h'), '24h': count('24h'), '7d': count('7d') };
}

/** Names of slots that no window reaches any more. */
export function staleSlots(names: readonly string[], at: Date): readonly string[] {
  return names.filter((name) => {
    const [kind, slot] = name.split('/');
    const window = kind === 'ids' ? '7d' : VELOCITY_WINDOWS.find((known) => known === kind);
    return window !== undefined && Number(slot) < slotAt(window, at) - SLOTS[window].before;
  });
}

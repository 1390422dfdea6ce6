import type { VelocityWindow } from './velocity';

const MINUTE = 60_000;
/** Marks lie in slots of six hours; a mark holds the minute within its slot, in two digits of base 36. */
const SLOT_MINUTES = 360;
const WINDOW_MINUTES: Readonly<Record<VelocityWindow, number>> = { '1h': 60, '24h': 1_440, '7d': 10_080 };

const ID_LENGTH = 12;
const MINUTE_LENGTH = 2;
const CARD_LENGTH = 6;
/** Not of the alphabet of hashes. */
const NO_CARD = '.'.repeat(CARD_LENGTH);

/** Hashes of one attempt, as long as they are kept: enough to tell thousands apart, too little to find anyone. */
export interface MarkedAttempt {
  readonly idHash: string;
  readonly cardHash: string;
  readonly at: Date;
}

/**
 * Marks of attempts by the slot that holds them. One member of a set says which attempt, when, and by which card:
 * adding it again changes nothing, so that what is counted from marks is counted once, however often a message comes.
 */
export type VelocityMarks = Readonly<Record<string, readonly string[]>>;

/** The mark of an attempt; that of a decline needs no card. */
export function markOf({ idHash, cardHash, at }: MarkedAttempt): string {
  const minute = Math.floor(at.getTime() / MINUTE) % SLOT_MINUTES;
  return (
    idHash.slice(0, ID_LENGTH) +
    minute.toString(36).padStart(MINUTE_LENGTH, '0') +
    (cardHash.slice(0, CARD_LENGTH) || NO_CARD)
  );
}

export interface MarkCount {
  readonly declines: number;
  readonly cards: number;
}

/** Ages in minutes of the marks that are not later than a time and within the longest window, each with its mark. */
function agesOf(marks: VelocityMarks, kind: string, now: number): readonly (readonly [age: number, mark: string])[] {
  const ages: (readonly [number, string])[] = [];
  for (const name of Object.keys(marks)) {
    if (!name.startsWith(kind)) continue;
    const youngest = now - Number(name.slice(kind.length)) * SLOT_MINUTES;
    if (youngest < 0 || youngest - SLOT_MINUTES > WINDOW_MINUTES['7d']) continue;
    for (const mark of marks[name] ?? []) {
      const age = youngest - Number.parseInt(mark.slice(ID_LENGTH, ID_LENGTH + MINUTE_LENGTH), 36);
      if (age >= 0) ages.push([age, mark]);
    }
  }
  return ages;
}

/** Every mark is read once for all windows: this runs four times a payment. */
export function markCountsAt(marks: VelocityMarks, at: Date): Readonly<Record<VelocityWindow, MarkCount>> {
  const now = Math.floor(at.getTime() / MINUTE);
  const declines = agesOf(marks, 'declines/', now);
  const lastUse = new Map<string, number>();
  for (const [age, mark] of agesOf(marks, 'attempts/', now)) {
    const card = mark.slice(ID_LENGTH + MINUTE_LENGTH);
    if (card !== NO_CARD) lastUse.set(card, Math.min(age, lastUse.get(card) ?? age));
  }
  const cards = [...lastUse.values()];
  const count = (window: VelocityWindow): MarkCount => ({
    declines: declines.filter(([age]) => age <= WINDOW_MINUTES[window]).length,
    cards: cards.filter((age) => age <= WINDOW_MINUTES[window]).length,
  });
  return { '1h': count('1h'), '24h': count('24h'), '7d': count('7d') };
}

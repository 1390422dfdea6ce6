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

function marksWithin(marks: VelocityMarks, kind: string, window: VelocityWindow, at: Date): readonly string[] {
  const now = Math.floor(at.getTime() / MINUTE);
  return Object.entries(marks).flatMap(([name, members]) => {
    const [ofKind, slot] = name.split('/');
    if (ofKind !== kind) return [];
    return members.filter((mark) => {
      const within = Number.parseInt(mark.slice(ID_LENGTH, ID_LENGTH + MINUTE_LENGTH), 36);
      const minute = Number(slot) * SLOT_MINUTES + within;
      return minute <= now && minute >= now - WINDOW_MINUTES[window];
    });
  });
}

export function declinesAt(marks: VelocityMarks, window: VelocityWindow, at: Date): number {
  return marksWithin(marks, 'declines', window, at).length;
}

export function cardsAt(marks: VelocityMarks, window: VelocityWindow, at: Date): number {
  const cards = marksWithin(marks, 'attempts', window, at).map((mark) => mark.slice(ID_LENGTH + MINUTE_LENGTH));
  return new Set(cards.filter((card) => card !== NO_CARD)).size;
}

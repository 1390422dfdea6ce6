import cardValidator from 'card-validator';
import type { Sensitive } from './sensitive';
import { pointerTo, type Violation } from './violation';

/** Card data between its check and the vault, in the memory of one request. */
export interface CardData {
  readonly number: Sensitive<string>;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly cvv: Sensitive<string>;
  readonly holderName?: string;
}

/** No network issues cards for longer. */
const LONGEST_VALIDITY_YEARS = 20;
/** A card is valid to the end of its month wherever its holder is: the last time zone is twelve hours behind. */
const LAST_TIME_ZONE_HOURS = 12;

/** What is wrong with a card that has the right shape: check digit, network, security code, expiry. */
export function checkCard(card: CardData, now: Date): readonly Violation[] {
  const known = cardValidator.number(card.number.reveal());
  const violations = [...checkExpiry(card, now)];
  if (!known.isValid || known.card === null) {
    violations.unshift(violation('number', 'must be a valid number of a known card network'));
  } else if (card.cvv.reveal().length !== known.card.code.size) {
    violations.push(violation('cvv', `must be ${known.card.code.size} digits for this card network`));
  }
  return violations;
}

function checkExpiry({ expiryMonth, expiryYear }: CardData, now: Date): readonly Violation[] {
  if (now.getTime() >= Date.UTC(expiryYear, expiryMonth, 1, LAST_TIME_ZONE_HOURS)) {
    return [violation(expiryYear < now.getUTCFullYear() ? 'expiryYear' : 'expiryMonth', 'must not be in the past')];
  }
  const tooFar = expiryYear > now.getUTCFullYear() + LONGEST_VALIDITY_YEARS;
  return tooFar ? [violation('expiryYear', `must be at most ${LONGEST_VALIDITY_YEARS} years ahead`)] : [];
}

/** Whether a text quotes the card's number, whatever stands between its digits and in whatever form they are written. */
export function quotesCardNumber(text: string, number: Sensitive<string>): boolean {
  return text.normalize('NFKC').replace(/\D/g, '').includes(number.reveal());
}

function violation(member: keyof CardData, detail: string): Violation {
  return { pointer: pointerTo(['card', member]), detail };
}

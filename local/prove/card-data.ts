import { TEST_CARDS } from '../acquirer/test-cards';

/** A text in which card data was looked for. */
export interface Place {
  /** Where it is, for the one who has to mend it; never the text itself. */
  readonly name: string;
  readonly text: string;
}

export interface Leak {
  readonly place: string;
  readonly what: 'card number' | 'security code';
  /** First six and last four digits, which may be shown. */
  readonly masked: string;
}

const SEPARATOR = '[ -]?';
const numbers = TEST_CARDS.map(({ number }) => [...number].join(SEPARATOR));
const CARD_NUMBER = new RegExp(`(?<!\\d)(?:${numbers.join('|')})(?!\\d)`, 'g');
/** Three digits alone are everywhere; what gives a code away is its name beside it, quoted, escaped or not. */
const SECURITY_CODE = /\b(?:cvv|cvc|cvv2|securityCode|security_code)[\\"'\s:=]{1,8}\d{3,4}(?!\d)/i;

const mask = (text: string) => {
  const digits = text.replace(/\D/g, '');
  return `${digits.slice(0, 6)}…${digits.slice(-4)}`;
};

/** Every whole test card number and security code in a text. */
export function leaksIn({ name, text }: Place): readonly Leak[] {
  const found = new Set([...text.matchAll(CARD_NUMBER)].map(([number]) => mask(number)));
  const leaks: Leak[] = [...found].map((masked) => ({ place: name, what: 'card number', masked }));
  return SECURITY_CODE.test(text) ? [...leaks, { place: name, what: 'security code', masked: '***' }] : leaks;
}

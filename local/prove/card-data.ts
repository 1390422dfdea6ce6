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

const NUMBERS = new Set(TEST_CARDS.map(({ number }) => number));
/** Whatever could be a card number, in one piece or in groups. Simple patterns, because they go over hundreds of megabytes. */
const RUNS = [/(?<!\d)\d{12,19}(?!\d)/g, /(?<!\d)\d{2,6}(?:[ -]\d{2,6}){2,5}(?!\d)/g];
/** Three digits alone are everywhere; what gives a code away is its name beside it, quoted, escaped or not. */
const SECURITY_CODE = /\b(?:cvv|cvc|cvv2|securityCode|security_code)[\\"'\s:=]{1,8}\d{3,4}(?!\d)/i;

const digitsOf = (text: string) => text.replace(/\D/g, '');
const mask = (number: string) => `${number.slice(0, 6)}…${number.slice(-4)}`;

/** Every whole test card number and security code in a text. */
export function leaksIn({ name, text }: Place): readonly Leak[] {
  const runs = RUNS.flatMap((pattern) => Array.from(text.matchAll(pattern), ([run]) => digitsOf(run)));
  const found = new Set(runs.filter((digits) => NUMBERS.has(digits)));
  const leaks: Leak[] = Array.from(found, (number) => ({ place: name, what: 'card number', masked: mask(number) }));
  return SECURITY_CODE.test(text) ? [...leaks, { place: name, what: 'security code', masked: '***' }] : leaks;
}

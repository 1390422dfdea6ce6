import { randomInt } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors';

const LENGTH = 32;
const CLASSES = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789', '!#$%&()*+,-.;<=>?[]^_{|}~'];
/** What breaks URLs, shells or quotes in some client. */
const ALWAYS_EXCLUDED = ':/@"\'\\`';

/** A password of 32 visible ASCII characters, at least one of each class that is not excluded as a whole. */
export function generatePassword(excluded = ''): string {
  const refused = new Set(`${ALWAYS_EXCLUDED}${excluded}`);
  const classes = CLASSES.map((all) => [...all].filter((character) => !refused.has(character)));
  const usable = classes.filter((characters) => characters.length > 0);
  const all = usable.flat();
  if (all.length < 36) {
    throw new ConfigurationError(`'EXCLUDED_CHARACTERS' must leave at least 36 characters, leaves ${all.length}`);
  }
  const characters = Array.from({ length: LENGTH }, (_, index) => pick(usable[index] ?? all));
  return shuffle(characters).join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

/** Fisher and Yates, so that the classes do not stand in front. */
function shuffle(characters: readonly string[]): readonly string[] {
  const shuffled = [...characters];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? '', shuffled[last] ?? ''];
  }
  return shuffled;
}

/** One member of a request that does not meet the contract. */
export interface Violation {
  /** JSON pointer in URI fragment form (RFC 6901, section 6): `#/card/number`. */
  readonly pointer: string;
  /** What is asked for; never the value that was sent. */
  readonly detail: string;
}

const KNOWN_TO_BE_HARMLESS = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const MANY_DIGITS = /\d{8}/;

/** Points at a member. A name that looks like data ends the pointer at its parent: an answer quotes nothing that was sent. */
export function pointerTo(names: readonly (string | number)[]): string {
  let pointer = '#';
  for (const name of names) {
    const part = String(name);
    if (typeof name === 'string' && (!KNOWN_TO_BE_HARMLESS.test(part) || MANY_DIGITS.test(part))) break;
    pointer += `/${part}`;
  }
  return pointer;
}

import * as v from 'valibot';

/** Characters refused in text, as parts of a regular expression's character class. */
const refused = {
  controlCharacters: String.raw`\u0000-\u001f\u007f-\u009f`,
  separatorsAndMarksThatReorder: String.raw`\u2028-\u202e\u2066-\u2069`,
  traceOfABrokenEncoding: String.raw`\ufffd`,
  halvesOfSurrogatePairs: String.raw`\ud800-\udfff`,
};
const SURROGATE_PAIR = String.raw`[\ud800-\udbff][\udc00-\udfff]`;
const PRINTABLE = new RegExp(`^(?:[^${Object.values(refused).join('')}]|${SURROGATE_PAIR})+$`);

/** Letters, digits and the separators that identifiers use. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:@|-]*$/;

/** What is wrong with a member itself, rather than with its value. */
export function memberMessage(issue: { readonly expected: string | null }): string {
  if (issue.expected === 'never') return 'is not a member of the contract';
  return issue.expected === 'Object' ? 'must be an object' : 'is required';
}

/** Free text on one line, as people write it. */
export function printableText(longest: number) {
  return v.pipe(
    v.string('must be a string'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(longest, `must be at most ${longest} characters`),
    v.regex(PRINTABLE, 'must hold no control characters and be valid Unicode'),
  );
}

/** An identifier of another system; it ends up in keys, so it is held to a plain alphabet. */
export function identifier(longest: number) {
  return v.pipe(
    v.string('must be a string'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(longest, `must be at most ${longest} characters`),
    v.regex(IDENTIFIER, 'must start with a letter or digit and hold only letters, digits and . _ : @ | -'),
  );
}

/** A whole number; JSON's `100.0` and `1e2` are the same number as `100`. */
export function wholeNumber(smallest: number, largest: number) {
  const range = `must be ${smallest} to ${largest}`;
  return v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(smallest, range),
    v.maxValue(largest, range),
  );
}

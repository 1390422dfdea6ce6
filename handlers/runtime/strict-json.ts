import { RequestError } from './errors';

const DEEPEST = 8;
/** Beyond this a number is silently rounded by most readers of JSON, ours included. */
const MOST_DIGITS = 15;
/** Tokens of a text that is known to be JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:,]/g;

/**
 * JSON without what readers disagree about: duplicate names (the first or the last?), numbers that lose digits,
 * nesting that exhausts a stack. Throws `RequestError` 400.
 */
export function parseJsonObject(text: string): object {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('must be a JSON object');
  refuseAmbiguity(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the engine's message quotes the text, and with it perhaps a card number
    throw malformed('must be JSON');
  }
}

/** Walks the tokens with a stack of the open objects' names; an array has none. */
function refuseAmbiguity(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let lastString = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined);
      if (open.length > DEEPEST) throw malformed(`must not be nested deeper than ${DEEPEST} levels`);
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ':') remember(open.at(-1), lastString);
    else if (token.startsWith('"')) lastString = token;
    else if (token !== ',') refuseLongNumber(token);
  }
}

function remember(names: Set<string> | undefined, token: string): void {
  const name: string = JSON.parse(token);
  if (names?.has(name)) throw malformed('must not name a member twice');
  names?.add(name);
}

function refuseLongNumber(token: string): void {
  const digits = token.replace(/[eE].*$/, '').replace(/\D/g, '');
  if (digits.length > MOST_DIGITS) throw malformed(`must not hold numbers of more than ${MOST_DIGITS} digits`);
}

function malformed(rule: string): RequestError {
  return new RequestError('malformed-body', `body ${rule}`, { violations: [{ pointer: '#', detail: rule }] });
}

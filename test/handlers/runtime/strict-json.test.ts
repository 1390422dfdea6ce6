import fc from 'fast-check';
import { RequestError } from '../../../handlers/runtime/errors';
import { parseJsonObject } from '../../../handlers/runtime/strict-json';

const refusal = (text: string) => {
  try {
    return parseJsonObject(text);
  } catch (error) {
    return error;
  }
};

test.each([
  ['', 'must be JSON'],
  ['{', 'must be JSON'],
  ["{'a':1}", 'must be JSON'],
  ['{"a":1,}', 'must be JSON'],
  ['{"a":NaN}', 'must be JSON'],
  ['{"a":01}', 'must be JSON'],
  ['null', 'must be a JSON object'],
  ['[]', 'must be a JSON object'],
  ['"text"', 'must be a JSON object'],
  ['12', 'must be a JSON object'],
  ['{"a":1,"a":1}', 'must not name a member twice'],
  ['{"a":{"b":[{"c":1,"c":2}]}}', 'must not name a member twice'],
  ['{"a":1,"\\u0061":2}', 'must not name a member twice'],
  ['{"__proto__":1,"__proto__":2}', 'must not name a member twice'],
  [`${'{"a":'.repeat(9)}1${'}'.repeat(9)}`, 'must not be nested deeper than 8 levels'],
  ['{"a":1234567890123456}', 'must not hold numbers of more than 15 digits'],
  ['{"a":1.00000000000000001}', 'must not hold numbers of more than 15 digits'],
  ['{"a":-0.1234567890123456e5}', 'must not hold numbers of more than 15 digits'],
])('%s is refused: %s', (text, rule) => {
  expect(refusal(text)).toMatchObject({ code: 'malformed-body', violations: [{ pointer: '#', detail: rule }] });
});

test.each([
  ['the same name in two objects', '{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}'],
  ['text that looks like JSON', '{"a":"{\\"a\\":1,\\"a\\":2}","b":"[[[[[[[[[["}'],
  ['a long number in a text', '{"a":"12345678901234567890"}'],
  ['a name that is also a value', '{"a":"a","b":["a","b"]}'],
  ['eight levels', `${'{"a":'.repeat(8)}1${'}'.repeat(8)}`],
])('%s is read', (_case, text) => {
  expect(parseJsonObject(text)).toEqual(JSON.parse(text));
});

test('a prototype is data like any other, and changes nothing', () => {
  const value = parseJsonObject('{"__proto__":{"admin":true}}');
  expect(Reflect.has(value, 'admin')).toBe(false);
});

test('agrees with JSON.parse on whatever it accepts, and refuses the rest as the client’s fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.json({ maxDepth: 12 }), fc.string()), (text) => {
      const value = refusal(text);
      if (!(value instanceof RequestError)) expect(value).toEqual(JSON.parse(text));
    }),
    { numRuns: 1000 },
  );
});

test('does not quote the text', () => {
  const error = refusal('{"number": 4111111111111111x}');
  expect(`${error}${(error as Error).stack}`).not.toContain('4111');
});

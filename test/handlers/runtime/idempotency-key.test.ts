import { readIdempotencyKey } from '../../../handlers/runtime/idempotency-key';
import { httpRequest } from '../fakes/http-requests';

const read = (value: string | string[] | undefined) => {
  try {
    return readIdempotencyKey(httpRequest({ headers: { 'idempotency-key': value } }));
  } catch (error) {
    return error;
  }
};

test.each([
  ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['  "a"  ', 'a'],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['"a,b;c"', 'a,b;c'],
  ['order#7/try:1', 'order#7/try:1'],
  ['a'.repeat(255), 'a'.repeat(255)],
])('%s is read as %s', (value, key) => {
  expect(read(value)).toBe(key);
});

test('fails with a code of its own when there is no key', () => {
  expect(read(undefined)).toMatchObject({ code: 'idempotency-key-missing', status: 400 });
});

test.each<[string, string | string[]]>([
  ['nothing', ''],
  ['an empty string', '""'],
  ['an open quote', '"a'],
  ['a closing quote', 'a"'],
  ['a list', 'a, b'],
  ['a list of strings', '"a", "b"'],
  ['two headers', ['a', 'b']],
  ['parameters', '"a";p=1'],
  ['a space', 'a b'],
  ['a quoted space', '"a b"'],
  ['a tab', 'a\tb'],
  ['an escape of nothing', '"a\\b"'],
  ['a letter outside ASCII', 'clé'],
  ['a control character', 'a\u0000b'],
  ['256 characters', 'a'.repeat(256)],
])('%s is no key', (_case, value) => {
  expect(read(value)).toMatchObject({ code: 'idempotency-key-invalid', status: 400 });
});

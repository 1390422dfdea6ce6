import { readJsonBody } from '../../../handlers/runtime/json-body';
import { httpRequest } from '../fakes/http-requests';

const read = (headers: Record<string, string | string[] | undefined>, bytes = Buffer.from('{}')) => {
  try {
    return readJsonBody(httpRequest({ headers, bytes }));
  } catch (error) {
    return error;
  }
};

test.each([
  'application/json',
  'Application/JSON',
  'application/json;charset=utf-8',
  'application/json ; Charset="UTF-8"',
])('%s is read', (mediaType) => {
  expect(read({ 'content-type': mediaType })).toEqual({});
});

test.each<[string, Record<string, string | string[] | undefined>]>([
  ['no media type', { 'content-type': undefined }],
  ['plain text', { 'content-type': 'text/plain' }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a relative of JSON', { 'content-type': 'application/vnd.api+json' }],
  ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
  ['two media types', { 'content-type': ['application/json', 'application/json'] }],
  ['a compressed body', { 'content-encoding': 'gzip' }],
])('%s is answered with 415', (_case, headers) => {
  expect(read(headers)).toMatchObject({ status: 415 });
});

test('a body of 8192 bytes is read, one byte more is answered with 413', () => {
  const padded = (length: number) => Buffer.from('{}'.padEnd(length, ' '));
  expect(read({}, padded(8192))).toEqual({});
  expect(read({}, padded(8193))).toMatchObject({ status: 413 });
});

test.each([
  ['a cut character', Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-16', Buffer.from('{}', 'utf16le')],
  ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['an overlong zero', Buffer.from([0xc0, 0x80])],
])('%s is answered with 400', (_case, bytes) => {
  expect(read({}, bytes)).toMatchObject({ status: 400 });
});

test('a byte order mark is passed over', () => {
  expect(read({}, Buffer.from('\ufeff{}'))).toEqual({});
});

import { format, inspect } from 'node:util';
import { Sensitive } from '../../../handlers/domain/sensitive';

const SECRET = '4111111111111111';
const sensitive = new Sensitive(SECRET);

test('gives the value to who asks for it by name', () => {
  expect(sensitive.reveal()).toBe(SECRET);
});

test.each<[string, () => unknown]>([
  ['String()', () => String(sensitive)],
  ['a template', () => `${sensitive}`],
  ['joining', () => [sensitive].join()],
  ['JSON', () => JSON.stringify({ card: { number: sensitive } })],
  ['JSON of its members', () => JSON.stringify({ ...sensitive })],
  ['inspect', () => inspect({ card: [sensitive] }, { depth: 9, showHidden: true })],
  ['inspect without its custom form', () => inspect(sensitive, { customInspect: false, showHidden: true })],
  ['format', () => format('%s %o %j', sensitive, sensitive, sensitive)],
  ['its keys and properties', () => inspect(Reflect.ownKeys(sensitive).map((key) => Reflect.get(sensitive, key)))],
  ['a structured clone', () => inspect(structuredClone({ sensitive }), { showHidden: true })],
  ['Object.entries', () => inspect(Object.entries(sensitive))],
  ['an error', () => new Error(`refused ${sensitive}`, { cause: sensitive }).stack],
])('%s shows no trace of it', (_way, show) => {
  expect(show()).not.toContain(SECRET.slice(0, 6));
});

test('number conversion gives nothing', () => {
  expect(Number(sensitive)).toBeNaN();
});

test('cannot be changed', () => {
  expect(Object.isFrozen(sensitive)).toBe(true);
});

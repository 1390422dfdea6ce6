import { AssertionError } from 'node:assert';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { Sensitive } from '../../../handlers/domain/sensitive';
import { logger } from '../../../handlers/runtime/logger';
import { capturedOutput } from '../fakes/captured-output';

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
  ['adding it to a text', () => Reflect.apply(String.prototype.concat, 'number ', [sensitive])],
  ['its primitive value', () => inspect([sensitive.valueOf(), Symbol.toPrimitive in sensitive])],
  ['the bytes that threads and processes exchange', () => serialize({ sensitive }).toString('latin1')],
  ['a query', () => new URLSearchParams({ number: `${sensitive}` }).toString()],
  ['JSON with a replacer', () => JSON.stringify({ sensitive }, (_name, value) => value, 2)],
  ['an assertion', () => new AssertionError({ actual: sensitive, expected: 1, operator: 'deepStrictEqual' }).message],
  ['the cause of an error', () => inspect(new Error('refused', { cause: { card: [sensitive] } }), { depth: 9 })],
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

test('no line of a log shows a trace of it: neither as a field, nor cloned, nor in an error', async () => {
  const fields = { number: sensitive, reason: sensitive, paymentId: `${sensitive}` };
  const lines = await capturedOutput(async () => {
    Reflect.apply(logger.info, logger, ['card', fields]);
    Reflect.apply(logger.info, logger, ['card', structuredClone({ reason: sensitive })]);
    Reflect.apply(logger.error, logger, ['card', new Error(`refused ${sensitive}`, { cause: sensitive }), fields]);
  });
  expect(lines).toHaveLength(3);
  const console = format(sensitive, { card: [sensitive] }); // what it would write; jest's own writes elsewhere
  expect([...lines, console].join()).not.toContain(SECRET.slice(0, 6));
});

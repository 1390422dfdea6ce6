/** The loader and the function's reader, at one table. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import type { InitializeMiddleware } from '@smithy/types';
import { DynamoDbDisposableMail } from '../../../handlers/adapters/dynamodb-disposable-mail';
import { disposableMail } from '../../../tools/disposable-mail/disposable-mail';
import { loadDomains } from '../../../tools/disposable-mail/load-domains';
import { fakeClock } from '../../handlers/fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../../handlers/fakes/emulated-cloud';

let cloud: EmulatedCloud;
const folder = mkdtempSync(join(tmpdir(), 'disposable-mail-'));
beforeAll(async () => {
  cloud = await startEmulatedCloud('disposable-mail');
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

const DAY_SECONDS = 86_400;

async function aTable() {
  const tableName = await cloud.createSessionTable();
  const clock = fakeClock();
  const load = (version: string, ...domains: string[]) =>
    loadDomains(cloud.dynamoDb, { tableName, version, domains, now: clock.now() });
  return { tableName, clock, load, mail: new DynamoDbDisposableMail(cloud.dynamoDb, tableName, clock) };
}

test('without a list nobody knows', async () => {
  expect(await (await aTable()).mail.includes('mail.example')).toBeUndefined();
});

test('a domain is on the list, and those below it; others are not', async () => {
  const { load, mail } = await aTable();
  await load('v1', 'mail.example');
  const domains = ['mail.example', 'a.b.mail.example', 'other.example', 'xmail.example', 'example', ''];
  const found = await Promise.all(domains.map((domain) => mail.includes(domain)));
  expect(found).toEqual([true, true, false, false, false, false]);
});

test('another list is in force after a minute, whole, and takes its place', async () => {
  const { load, mail, clock } = await aTable();
  await load('v1', 'old.example');
  expect(await mail.includes('old.example')).toBe(true);
  await load('v2', 'new.example');
  expect(await mail.includes('new.example')).toBe(false);
  clock.advance(60);
  expect(await mail.includes('new.example')).toBe(true);
  expect(await mail.includes('old.example')).toBe(false);
});

test('a list that nobody loads anew is out of force after 90 days', async () => {
  const { load, mail, clock } = await aTable();
  await load('v1', 'mail.example');
  clock.advance(90 * DAY_SECONDS - 1);
  expect(await mail.includes('mail.example')).toBe(true);
  clock.advance(60);
  expect(await mail.includes('mail.example')).toBeUndefined();
});

test('a list of more domains than a call takes is loaded whole', async () => {
  const { load, mail } = await aTable();
  await load('v1', ...Array.from({ length: 1_003 }, (_, index) => `mail-${index}.example`));
  const found = await Promise.all([0, 24, 25, 1_002].map((index) => mail.includes(`mail-${index}.example`)));
  expect(found).toEqual([true, true, true, true]);
});

/** As a table does that is written to faster than it has capacity for. */
const takingOneAtATime: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
  if (!('RequestItems' in args.input)) return next(args);
  const [[tableName, requests] = []] = Object.entries(args.input.RequestItems ?? {});
  if (tableName === undefined || !Array.isArray(requests)) return next(args);
  const [first, ...rest] = requests;
  const { output, ...result } = await next({ ...args, input: { RequestItems: { [tableName]: [first] } } });
  return { ...result, output: { ...output, UnprocessedItems: { [tableName]: rest } } };
};

test('what the table does not take at once is sent again', async () => {
  const { load, mail } = await aTable();
  const domains = Array.from({ length: 5 }, (_, index) => `mail-${index}.example`);
  cloud.dynamoDb.middlewareStack.add(takingOneAtATime, { name: 'takingOneAtATime', step: 'initialize' });
  await load('v1', ...domains);
  cloud.dynamoDb.middlewareStack.remove('takingOneAtATime');
  const found = await Promise.all(domains.map((domain) => mail.includes(domain)));
  expect(found).toEqual([true, true, true, true, true]);
});

test('a table that does not answer is told, and asked again by the next payment', async () => {
  const { load, mail } = await aTable();
  await load('v1', 'mail.example');
  const away: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = () => () =>
    Promise.reject(new Error('the connection was cut'));
  cloud.dynamoDb.middlewareStack.add(away, { name: 'away', step: 'initialize' });
  await expect(mail.includes('mail.example')).rejects.toMatchObject({ code: 'service-unavailable' });
  cloud.dynamoDb.middlewareStack.remove('away');
  expect(await mail.includes('mail.example')).toBe(true);
});

describe('the command', () => {
  const file = (text: string) => {
    const path = join(folder, 'domains.txt');
    writeFileSync(path, text);
    return path;
  };
  const now = new Date('2026-11-21T10:00:00Z');

  test.each([
    [[], 'must name one file of domains, got 0'],
    [['domains.txt'], "'--table' must be given"],
    [['domains.txt', '--table', 't', '--version', 'a b'], "'--version' must be letters, digits and . _ : -, got 'a b'"],
  ])('fails for %j', async (args, message) => {
    await expect(disposableMail(args, now)).rejects.toThrow(message);
  });

  test.each([
    ['mail.example\nnot a domain\n', "line 2 must be a domain, as 'mail.example', got 'not a domain'"],
    ['# nothing\n\n', 'the file must have at least one domain, got none'],
  ])('fails for a file %j', async (text, message) => {
    await expect(disposableMail([file(text), '--table', 't'], now)).rejects.toThrow(message);
  });
});

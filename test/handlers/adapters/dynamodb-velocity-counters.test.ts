import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbVelocityCounters } from '../../../handlers/adapters/dynamodb-velocity-counters';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
let tableName: string;
let counters: DynamoDbVelocityCounters;
beforeAll(async () => {
  cloud = await startEmulatedCloud('velocity-counters');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  tableName = await cloud.createSessionTable();
  counters = new DynamoDbVelocityCounters(cloud.dynamoDb, tableName);
});

const START = Date.parse('2026-11-21T10:02:00.000Z');
const MINUTE = 60_000;
const card = { subject: 'card', value: 'fingerprint-1' } as const;
const ip = { subject: 'ip', value: '203.0.113.7' } as const;

function attempt(attemptId: string, minutes = 0, overrides: { amountMinor?: number; currency?: string } = {}) {
  const { amountMinor = 100, currency = 'USD' } = overrides;
  return { attemptId, keys: [card], amount: { amountMinor, currency }, at: new Date(START + minutes * MINUTE) };
}
const items = async () => (await cloud.dynamoDb.send(new ScanCommand({ TableName: tableName }))).Items ?? [];

test('counts attempts and sums amounts in every window, this one included', async () => {
  await counters.record(attempt('1'));
  await counters.record(attempt('2', 90));
  await expect(counters.record(attempt('3', 95))).resolves.toMatchObject({
    card: {
      '1h': { attempts: 2, amountMinor: 200 },
      '24h': { attempts: 3, amountMinor: 300 },
      '7d': { attempts: 3, amountMinor: 300 },
    },
  });
});

test('counts the same attempt once, however often it comes', async () => {
  const first = await counters.record(attempt('1'));
  await expect(counters.record(attempt('1'))).resolves.toEqual(first);
  await counters.record(attempt('2', 7 * 60));
  const again = await counters.record(attempt('1'));
  expect(again.card?.['7d']).toEqual(first.card?.['7d']);
});

test('loses none of fifty parallel attempts, each sent twice', async () => {
  const attempts = Array.from({ length: 50 }, (_, index) => attempt(`parallel-${index}`));
  await Promise.all([...attempts, ...attempts].map((one) => counters.record(one)));
  const counts = await counters.record(attempt('last'));
  expect(counts.card?.['1h']).toMatchObject({ attempts: 51, amountMinor: 5_100 });
});

test('sums each currency for itself', async () => {
  await counters.record(attempt('1', 0, { currency: 'EUR', amountMinor: 700 }));
  const counts = await counters.record(attempt('2', 1));
  expect(counts.card?.['1h']).toMatchObject({ attempts: 2, amountMinor: 100 });
});

test('counts several subjects of one attempt, each for itself', async () => {
  await counters.record({ ...attempt('1'), keys: [card, ip] });
  const counts = await counters.record({ ...attempt('2'), keys: [ip] });
  expect(counts).toEqual({
    ip: expect.objectContaining({ '1h': { attempts: 2, declines: 0, amountMinor: 200, cards: 1 } }),
  });
});

test('goes on counting past the ids it remembers', async () => {
  for (let index = 0; index < 110; index += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, inner) => counters.record(attempt(`busy-${index + inner}`))));
  }
  const counts = await counters.record(attempt('last'));
  expect(counts.card?.['1h'].attempts).toBe(111);
  const [item] = await items();
  expect(Object.values(item).find(({ SS }) => SS)?.SS).toHaveLength(100);
});

test('counts the cards of an address, each once', async () => {
  const by = (fingerprint: string) => [ip, { subject: 'card', value: fingerprint } as const];
  await counters.record({ ...attempt('1'), keys: by('card-1') });
  await counters.record({ ...attempt('2', 70), keys: by('card-2') });
  const { ip: counts } = await counters.record({ ...attempt('3', 75), keys: by('card-2') });
  expect([counts?.['1h'].cards, counts?.['24h'].cards]).toEqual([1, 2]);
});

test('counts a decline for attempts that follow, once, and loses none of many at once', async () => {
  const attempts = Array.from({ length: 20 }, (_, index) => attempt(`declined-${index}`));
  await Promise.all(attempts.map((one) => counters.record(one)));
  await Promise.all([...attempts, ...attempts].map((one) => counters.recordDecline(one)));
  const { card: counts } = await counters.record(attempt('next', 2));
  expect(counts?.['1h']).toMatchObject({ attempts: 21, declines: 20 });
});

test('remembers a hundred declines in a slot and takes more without failing', async () => {
  for (let index = 0; index < 105; index += 15) {
    await Promise.all(Array.from({ length: 15 }, (_, inner) => counters.recordDecline(attempt(`no-${index + inner}`))));
  }
  const { card: counts } = await counters.record(attempt('next'));
  expect(counts?.['24h'].declines).toBe(100);
});

test('knows since when a card was seen, and what it paid besides this', async () => {
  await counters.record(attempt('1', 0, { amountMinor: 300 }));
  await counters.record(attempt('2', 30 * 1_440, { amountMinor: 500 }));
  const again = attempt('3', 31 * 1_440);
  const { cardHistory } = await counters.record(again);
  expect(cardHistory).toEqual({ ageHours: 31 * 24, attempts: 2, amountMinor: 800 });
  await expect(counters.record(again)).resolves.toMatchObject({ cardHistory });
});

test('drops the slots that no window reaches, so that an item stays small', async () => {
  for (let day = 0; day < 30; day += 1) await counters.record(attempt(`day-${day}`, day * 1440));
  const [item] = await items();
  expect(Object.keys(item).length).toBeLessThan(70);
});

test('gives each item a time to live and keeps no address in it', async () => {
  await counters.record({ ...attempt('1'), keys: [ip] });
  const [item] = await items();
  expect(Number(item.expiresAt.N)).toBe(START / 1000 + 35 * 24 * 3600);
  expect(JSON.stringify(item)).not.toContain(ip.value);
});

test.each([
  ['card', 90],
  ['customer', 35],
  ['email', 35],
  ['ip', 35],
] as const)('what is counted of a subject of kind %s is gone %i days after its last attempt', async (subject, days) => {
  const keys = [{ subject, value: 'value-1' }];
  await counters.record({ ...attempt('1'), keys });
  await counters.record({ ...attempt('2', 60), keys });
  const [item] = await items();
  expect(Number(item?.expiresAt?.N)).toBe((START + 60 * MINUTE) / 1000 + days * 24 * 3600);
});

test('a decline keeps what is counted as long as its attempt does', async () => {
  await counters.record(attempt('1'));
  await counters.recordDecline(attempt('1'));
  const [item] = await items();
  expect(Number(item?.expiresAt?.N)).toBe(START / 1000 + 90 * 24 * 3600);
});

test('a message that comes four weeks late does not take what was counted since', async () => {
  const DAY = 24 * 60;
  await counters.record({ ...attempt('now', 28 * DAY), keys: [ip] });
  await counters.record({ ...attempt('late'), keys: [ip] });
  const [item] = await items();
  expect(Number(item?.expiresAt?.N)).toBeGreaterThanOrEqual((START + (28 + 7) * DAY * MINUTE) / 1000);
});

import { DynamoDbReceipts } from '../../../handlers/adapters/dynamodb-receipts';
import { type FakeClock, fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { losingAnswer } from '../fakes/losing-answer';

let cloud: EmulatedCloud;
let clock: FakeClock;
let receipts: DynamoDbReceipts;
beforeAll(async () => {
  cloud = await startEmulatedCloud('receipts');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  clock = fakeClock();
  receipts = new DynamoDbReceipts(cloud.dynamoDb, await cloud.createSessionTable(), clock);
});

test('lets one of thirty parallel deliveries do the work', async () => {
  const states = await Promise.all(Array.from({ length: 30 }, () => receipts.claim('webhook', 'event-1')));
  expect(states.filter((state) => state === 'claimed')).toHaveLength(1);
  expect(states.filter((state) => state === 'in-progress')).toHaveLength(29);
});

test('remembers what was done', async () => {
  await receipts.claim('webhook', 'event-1');
  await receipts.complete('webhook', 'event-1');
  clock.advance(3600);
  await expect(receipts.claim('webhook', 'event-1')).resolves.toBe('completed');
});

test('gives the work to the next one after a release', async () => {
  await receipts.claim('webhook', 'event-1');
  await receipts.release('webhook', 'event-1');
  await expect(receipts.claim('webhook', 'event-1')).resolves.toBe('claimed');
});

test('gives the work to the next one when the first died and its lease ran out', async () => {
  await receipts.claim('webhook', 'event-1');
  clock.advance(59);
  await expect(receipts.claim('webhook', 'event-1')).resolves.toBe('in-progress');
  clock.advance(1);
  await expect(receipts.claim('webhook', 'event-1')).resolves.toBe('claimed');
});

test('keeps consumers and events apart', async () => {
  await receipts.claim('webhook', 'event-1');
  await expect(receipts.claim('topic', 'event-1')).resolves.toBe('claimed');
  await expect(receipts.claim('webhook', 'event-2')).resolves.toBe('claimed');
});

test('knows its own claim again when the answer to it was lost, and the SDK asks again', async () => {
  const tableName = await cloud.createSessionTable();
  const ours = new DynamoDbReceipts(losingAnswer(cloud), tableName, clock);
  await expect(ours.claim('webhook', 'event-1')).resolves.toBe('claimed');
  const others = new DynamoDbReceipts(cloud.dynamoDb, tableName, clock);
  await expect(others.claim('webhook', 'event-1')).resolves.toBe('in-progress');
});

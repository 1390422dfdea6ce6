import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbIdempotencySessions } from '../../../handlers/adapters/dynamodb-idempotency-sessions';
import { VIEW_SECONDS } from '../../../handlers/adapters/dynamodb-payment-views';
import { type FakeClock, fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { losingAnswer } from '../fakes/losing-answer';

const key = { callerId: 'arn:aws:iam::111122223333:user/shop', idempotencyKey: 'key-1' };
const answer = { status: 202, headers: { Location: '/payments/p-1' }, body: '{"paymentId":"p-1"}' };

let cloud: EmulatedCloud;
let clock: FakeClock;
let tableName: string;
let sessions: DynamoDbIdempotencySessions;
beforeAll(async () => {
  cloud = await startEmulatedCloud('idempotency-sessions');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  clock = fakeClock();
  tableName = await cloud.createSessionTable();
  sessions = new DynamoDbIdempotencySessions(cloud.dynamoDb, tableName, clock);
});

test('lets one of fifty parallel tries start, and tells the others that it is in progress', async () => {
  const tries = Array.from({ length: 50 }, (_, index) => sessions.begin(key, 'hash', `p-${index}`));
  const outcomes = (await Promise.all(tries)).map((start) => start.outcome);
  expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'in-progress')).toHaveLength(49);
  await expect(sessions.begin(key, 'hash', 'p-51')).resolves.toEqual({ outcome: 'in-progress' });
});

test('knows its own write again when the answer to it was lost', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await expect(sessions.begin(key, 'hash', 'p-1')).resolves.toMatchObject({ outcome: 'started', paymentId: 'p-1' });
  await sessions.complete(key, answer);
  await expect(sessions.begin(key, 'hash', 'p-1')).resolves.toMatchObject({ outcome: 'completed' });
});

test('replays the answer for as long as it is kept', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.complete(key, answer);
  clock.advance(399 * 24 * 3600);
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toEqual({ outcome: 'completed', paymentId: 'p-1', answer });
});

test('says when the answer expires: 400 days after the first try, whoever ends it', async () => {
  const expiresAt = new Date(clock.now().getTime() + 400 * 24 * 3_600_000);
  await expect(sessions.begin(key, 'hash', 'p-1')).resolves.toMatchObject({ expiresAt });
  clock.advance(5);
  await expect(sessions.begin(key, 'hash', 'p-1')).resolves.toMatchObject({ outcome: 'started', expiresAt });
  await sessions.abandon(key);
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'started', expiresAt });
});

test('holds the key against another request as long as the payment can be read', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.complete(key, answer);
  clock.advance(VIEW_SECONDS - 1);
  await expect(sessions.begin(key, 'other', 'p-2')).resolves.toEqual({ outcome: 'mismatch' });
});

test.each([400, 401])('starts anew once the answer is %i days old, even if the table still has it', async (days) => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.complete(key, answer);
  clock.advance(days * 24 * 3600);
  await expect(sessions.begin(key, 'other', 'p-2')).resolves.toMatchObject({ outcome: 'started', paymentId: 'p-2' });
});

test.each(['in progress', 'completed', 'abandoned'])('refuses another request with a key that is %s', async (state) => {
  await sessions.begin(key, 'hash', 'p-1');
  if (state === 'completed') await sessions.complete(key, answer);
  if (state === 'abandoned') await sessions.abandon(key);
  await expect(sessions.begin(key, 'other', 'p-2')).resolves.toEqual({ outcome: 'mismatch' });
});

test('hands a try that died to one of its retries, with its payment id, after the lease', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  clock.advance(29);
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'in-progress' });
  clock.advance(1);
  const retries = await Promise.all(
    Array.from({ length: 10 }, (_, index) => sessions.begin(key, 'hash', `p-${index + 3}`)),
  );
  expect(retries.filter((start) => start.outcome === 'started')).toMatchObject([
    { outcome: 'started', paymentId: 'p-1' },
  ]);
  expect(retries.filter((start) => start.outcome === 'in-progress')).toHaveLength(9);
});

test.each([
  ['after its lease', () => clock.advance(30)],
  ['that was abandoned', () => sessions.abandon(key)],
])('takes over a try %s, when the answer to it is lost and the SDK asks again', async (_when, end) => {
  await sessions.begin(key, 'hash', 'p-1');
  await end();
  const TAKE_OVER = 2; // the first request finds the try
  const ours = new DynamoDbIdempotencySessions(losingAnswer(cloud, TAKE_OVER), tableName, clock);
  await expect(ours.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'started', paymentId: 'p-1' });
  await expect(sessions.begin(key, 'hash', 'p-3')).resolves.toEqual({ outcome: 'in-progress' });
});

test('lets the client try again at once after an abandoned try, with the same payment id', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.abandon(key);
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'started', paymentId: 'p-1' });
});

test('forgets a request that was refused: another one may have the key, and is the first', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.forget(key, 'p-1');
  const expiresAt = new Date(clock.now().getTime() + 400 * 24 * 3_600_000);
  await expect(sessions.begin(key, 'other', 'p-2')).resolves.toEqual({
    outcome: 'started',
    paymentId: 'p-2',
    expiresAt,
  });
  await expect(sessions.begin(key, 'hash', 'p-3')).resolves.toEqual({ outcome: 'mismatch' });
});

test('does not forget what has an answer, nor the request that came after', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.forget(key, 'p-0');
  await expect(sessions.begin(key, 'other', 'p-2')).resolves.toEqual({ outcome: 'mismatch' });
  await sessions.complete(key, answer);
  await sessions.forget(key, 'p-1');
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'completed', answer });
});

test('keeps the first answer when a slow first try completes after its retry has', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  clock.advance(30);
  await sessions.begin(key, 'hash', 'p-2');
  await sessions.complete(key, answer);
  await sessions.complete(key, { ...answer, body: '{"paymentId":"p-1","late":true}' });
  await expect(sessions.begin(key, 'hash', 'p-3')).resolves.toMatchObject({ outcome: 'completed', answer });
});

test('keeps the answer when a slow first try abandons after its retry has completed', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  await sessions.complete(key, answer);
  await sessions.abandon(key);
  await expect(sessions.begin(key, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'completed', answer });
});

test('keeps callers and keys apart', async () => {
  await sessions.begin(key, 'hash', 'p-1');
  const others = [
    { ...key, callerId: 'arn:aws:iam::111122223333:user/other' },
    { ...key, idempotencyKey: 'key-2' },
  ];
  for (const other of others) {
    await expect(sessions.begin(other, 'hash', 'p-2')).resolves.toMatchObject({ outcome: 'started', paymentId: 'p-2' });
  }
});

test('abandoning or completing what never began leaves nothing behind', async () => {
  await sessions.abandon(key);
  await sessions.forget(key, 'p-1');
  await sessions.complete(key, answer);
  const { Items } = await cloud.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  expect(Items).toEqual([]);
});

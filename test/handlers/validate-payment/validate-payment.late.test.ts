/** A function that answered `answer-timed-out` may go on, be frozen and wake up later, or be killed: its caller pays once. */
import { randomUUID } from 'node:crypto';
import { capturedOutput } from '../fakes/captured-output';
import { LateEdge, type Stop } from './late-edge';

const LEASE_SECONDS = 30;
const STOPS: readonly Stop[] = ['tokenize', 'enqueue', 'complete'];

let edge: LateEdge;
beforeAll(async () => {
  edge = await LateEdge.start('validate-payment-late');
});
afterEach(async () => expect(await edge.violations()).toEqual([]));
afterAll(() => edge.stop());

/** Its log is not what this is about. */
async function late(key: string, stop: Stop) {
  const held: Awaited<ReturnType<LateEdge['late']>>[] = [];
  await capturedOutput(async () => held.push(await edge.late(key, stop)));
  const [one] = held;
  if (!one) throw new Error('nothing was held up');
  expect(one.answer).toMatchObject({ statusCode: 504, body: expect.stringContaining('answer-timed-out') });
  return one;
}

const post = async (key: string) => {
  const answers: Awaited<ReturnType<LateEdge['post']>>[] = [];
  await capturedOutput(async () => answers.push(await edge.post(key)));
  const [{ statusCode, headers, body } = { statusCode: 0, headers: undefined, body: '{}' }] = answers;
  return { statusCode, headers, body: JSON.parse(body) };
};

/** However often it was queued: one payment under the key, the one that the caller was told of; and the acquirer holds what the ledger says. */
async function expectOnePayment(key: string, paymentId: string, messages: number): Promise<void> {
  expect(await edge.process()).toEqual(Array.from({ length: messages }, () => paymentId));
  const payments = await edge.paymentsOf(key);
  expect(payments).toEqual([{ payment_id: paymentId, status: expect.any(String) }]);
  expect(await edge.holds(paymentId)).toBe(payments[0]?.status === 'authorized');
}

test.each(STOPS)('held up before %s, it goes on: the repeat gets its answer', async (stop) => {
  const key = randomUUID();
  const { gate, ended } = await late(key, stop);
  gate.open();
  await ended;
  const repeat = await post(key);
  expect(repeat).toMatchObject({ statusCode: 202, headers: { 'Idempotent-Replayed': 'true' } });
  await expectOnePayment(key, repeat.body.paymentId, 1);
});

test.each(STOPS)('held up before %s, it is still at it: the repeat is told when to come again', async (stop) => {
  const key = randomUUID();
  const { gate, ended } = await late(key, stop);
  expect(await post(key)).toMatchObject({ statusCode: 409, headers: { 'Retry-After': '2' } });
  gate.open();
  await ended;
  const { statusCode, body } = await post(key);
  expect(statusCode).toBe(202);
  await expectOnePayment(key, body.paymentId, 1);
});

test.each(STOPS)(
  'held up before %s, it is killed: the repeat after its lease goes on with its payment',
  async (stop) => {
    const key = randomUUID();
    await late(key, stop);
    edge.clock.advance(LEASE_SECONDS);
    const [repeat, again] = [await post(key), await post(key)];
    expect(repeat.statusCode).toBe(202);
    expect(again).toMatchObject({ statusCode: 202, headers: { 'Idempotent-Replayed': 'true' }, body: repeat.body });
    await expectOnePayment(key, repeat.body.paymentId, stop === 'complete' ? 2 : 1);
  },
);

test.each(STOPS)(
  'held up before %s, it wakes up when its repeat has been answered: one payment all the same',
  async (stop) => {
    const key = randomUUID();
    const { gate, ended } = await late(key, stop);
    edge.clock.advance(LEASE_SECONDS);
    const repeat = await post(key);
    gate.open();
    await ended;
    expect(await post(key)).toMatchObject({ statusCode: 202, body: repeat.body });
    await expectOnePayment(key, repeat.body.paymentId, 2);
  },
);

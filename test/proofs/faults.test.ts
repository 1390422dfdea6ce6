import type { PaymentInstruction, PaymentStatus } from '../../handlers/domain/payment';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import type { Authorization } from '../../local/acquirer/book';
import { testCardFor } from '../../local/acquirer/test-cards';
import { FaultRun } from './fault-run';
import { FAULTS } from './faults';
import { KILL_POINTS } from './kill-points';
import { type Surroundings, startSurroundings } from './surroundings';

/** `PROOF_SECONDS=600 jest proofs` looks longer; `PROOF_SEED` makes the same choices again. */
const SECONDS = Number(process.env.PROOF_SECONDS ?? 12);
const SEED = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000);

let surroundings: Surroundings;
let run: FaultRun;

beforeAll(
  async () => {
    surroundings = await startSurroundings('faults');
    run = new FaultRun(surroundings, SEED);
    await run.go(SECONDS);
  },
  SECONDS * 1_000 + 60_000,
);
afterAll(() => surroundings?.stop());

interface Transition {
  readonly paymentId: string;
  readonly sequence: number;
  readonly status: PaymentStatus;
  readonly eventId: string;
  readonly acquirerReference: string | null;
}

const rows = <Row extends object>(statement: string) =>
  surroundings.server.sql<Row & Record<string, unknown>>(statement);
const transitions = () =>
  rows<Transition>(
    `select payment_id as "paymentId", sequence, status, event_id as "eventId", acquirer_reference as "acquirerReference"
     from ledger.payment_transition order by payment_id, sequence`,
  );
const keyOf = (one: Pick<PaymentInstruction, 'callerId' | 'idempotencyKey' | 'paymentId'>) =>
  [one.callerId, one.idempotencyKey, one.paymentId].join(' ');
/** Sequences of each payment in the order they came. */
const sequences = (events: readonly Pick<PaymentEvent, 'paymentId' | 'sequence'>[]) =>
  [...Map.groupBy(events, ({ paymentId }) => paymentId).values()].map((some) => some.map(({ sequence }) => sequence));
const isAscending = (numbers: readonly number[]) => numbers.every((one, index) => one > (numbers[index - 1] ?? 0));

/** The acquirer never takes these, and says so: they wait in the dead-letter queue for a person. */
const isHopeless = ({ card }: PaymentInstruction) => testCardFor('unavailable').number.endsWith(card.lastFour);

/** What becomes of a pair of rivals, and of one pair after another. */
const ONE_WINNER: Readonly<Record<number, readonly unknown[]>> = { 2: ['capture', 'void'], 4: ['capture refund'] };

describe(`after ${SECONDS} s of faults (PROOF_SEED=${SEED})`, () => {
  test('each fault struck, and workers died at each of their points', () => {
    expect([...run.faults.keys()].sort()).toEqual([...FAULTS].sort());
    expect([...run.deaths.keys()].sort()).toEqual([...KILL_POINTS].sort());
    expect(run.queue.deliveries).toBeGreaterThan(run.accepted.length + run.steps.length);
  });

  test('every key has exactly one payment, unless the acquirer never took it', async () => {
    const kept = await rows<PaymentInstruction>(
      `select caller_id as "callerId", idempotency_key as "idempotencyKey", p.payment_id as "paymentId"
       from ledger.payment as p left join ledger.idempotency as i on i.payment_id = p.payment_id and i.sequence = 1`,
    );
    const expected = run.accepted.filter((instruction) => !isHopeless(instruction));
    expect(kept.map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
  });

  test('nothing but what the acquirer never took is a dead letter', () => {
    const dead = run.queue.deadLetters.map((job) => (job.kind === 'payment' ? keyOf(job.instruction) : job.kind));
    expect(dead.sort()).toEqual(run.accepted.filter(isHopeless).map(keyOf).sort());
    expect(run.consumers.viewQueue.deadLetters).toEqual([]);
    expect(run.consumers.notificationQueue.deadLetters).toEqual([]);
  });

  test('postings sum to zero in each currency', async () => {
    const sums = await rows(
      'select currency, sum(signed_minor)::int as sum from ledger.posting_side group by currency order by 1',
    );
    expect(sums).toEqual(['CHF', 'EUR', 'JPY'].map((currency) => ({ currency, sum: 0 })));
  });

  test('cached balances are the sums of the postings', async () => {
    const differing = await rows(
      `select account_id, cached, posted from
         (select account_id, sum(debits_pending - credits_pending + debits_posted - credits_posted) as cached
          from ledger.account_balance group by 1) as b
       full join (select account_id, sum(signed_minor) as posted from ledger.posting_side group by 1) as p using (account_id)
       where cached is distinct from posted`,
    );
    expect(differing).toEqual([]);
  });

  test('the ledger breaks none of its own invariants', async () => {
    expect(await surroundings.server.violations()).toEqual([]);
  });

  test('every transition has one key', async () => {
    const wrong = await rows(
      `select t.payment_id, t.sequence, count(i.idempotency_key)::int as keys
       from ledger.payment_transition as t left join ledger.idempotency as i using (payment_id, sequence)
       group by 1, 2 having count(i.idempotency_key) <> 1`,
    );
    expect(wrong).toEqual([]);
  });

  test('of rival captures, voids and refunds one wins', async () => {
    const taken = await rows<{ paymentId: string; steps: string }>(
      `select payment_id as "paymentId", string_agg(step, ' ' order by sequence) as steps
       from ledger.payment_transition where step in ('capture', 'void', 'refund') group by 1`,
    );
    const rivals = Map.groupBy(run.steps, ({ request }) => request.paymentId);
    const outcomes = new Map(taken.map(({ paymentId, steps }) => [paymentId, steps]));
    expect([...outcomes.keys()].sort()).toEqual([...rivals.keys()].sort());
    const wrong = [...rivals].filter(
      ([paymentId, { length }]) => !ONE_WINNER[length]?.includes(outcomes.get(paymentId)),
    );
    expect(wrong).toEqual([]);
  });

  test('what the dead left in the outbox, the sweeper has relayed', async () => {
    expect(run.leftBehind).toBeGreaterThan(0);
    expect(await rows('select event from ledger.outbox')).toEqual([]);
  });

  test('every event was published, and told to the merchant exactly once', async () => {
    const decided = (await transitions()).map(({ eventId }) => eventId).sort();
    expect([...new Set(run.topic.published.map(({ eventId }) => eventId))].sort()).toEqual(decided);
    expect(run.topic.published.length).toBeGreaterThan(decided.length);
    expect(run.consumers.told.map(({ eventId }) => eventId).sort()).toEqual(decided);
  });

  test('events of a payment are published in order, at their first time', () => {
    const first = new Map(run.topic.published.toReversed().map((event) => [event.eventId, event]));
    const inOrder = run.topic.published.filter((event) => first.get(event.eventId) === event);
    expect(sequences(inOrder).filter((some) => !isAscending(some))).toEqual([]);
  });

  test('views only ever went forward, and tell what the ledger tells', async () => {
    expect(sequences(run.consumers.written).filter((some) => !isAscending(some))).toEqual([]);
    const last = new Map(
      (await transitions()).map(({ paymentId, sequence, status }) => [paymentId, { sequence, status }]),
    );
    const stale: unknown[] = [];
    for (const [paymentId, expected] of last) {
      const view = await run.consumers.views.find(paymentId);
      if (view?.sequence !== expected.sequence || view.status !== expected.status)
        stale.push({ paymentId, view, expected });
    }
    expect(stale).toEqual([]);
  });

  test("the acquirer's book and ours tell the same", async () => {
    const first = new Map(
      (await transitions()).filter(({ sequence }) => sequence === 1).map((one) => [one.paymentId, one]),
    );
    const book = await surroundings.readBook();
    const strangers = book.filter(({ key }) => !first.has(key));
    expect(strangers).toEqual([]);
    const lines = new Map(book.map((line) => [line.key, line]));
    const different = run.accepted.filter(({ paymentId }) => !isSame(first.get(paymentId), lines.get(paymentId)));
    expect(different).toEqual([]);
  });
});

/** What is unresolved may be in the book or not: that is what the word says. */
function isSame(ours: Transition | undefined, theirs: Authorization | undefined): boolean {
  if (ours?.status === 'unresolved') return true;
  const approved = theirs?.status === 'approved';
  return (
    approved === (ours?.status === 'authorized') && (!approved || theirs.authorizationId === ours?.acquirerReference)
  );
}

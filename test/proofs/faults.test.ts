import type { PaymentInstruction, PaymentStatus } from '../../handlers/domain/payment';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import type { Authorization } from '../../local/acquirer/book';
import type { Totals } from '../../local/acquirer/submission-book';
import { type TestCard, testCardFor } from '../../local/acquirer/test-cards';
import { FaultRun } from './fault-run';
import { FAULTS } from './faults';
import { CONSUMERS_POINTS, WORKERS_POINTS } from './kill-points';
import { BEHAVIOURS, isRefusedLater } from './payers';
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
  SECONDS * 3_000 + 60_000,
);
afterAll(() => surroundings?.stop());

interface Transition {
  readonly paymentId: string;
  readonly sequence: number;
  readonly status: PaymentStatus;
  readonly eventId: string;
}

const rows = <Row extends object>(statement: string) =>
  surroundings.server.sql<Row & Record<string, unknown>>(statement);
const transitions = () =>
  rows<Transition>(
    `select payment_id as "paymentId", sequence, status, event_id as "eventId"
     from ledger.payment_transition order by payment_id, sequence`,
  );
const keyOf = ({ callerId, idempotencyKey }: PaymentInstruction) => `${callerId} ${idempotencyKey}`;
const nameOf = (instruction: PaymentInstruction) => `${keyOf(instruction)} ${instruction.paymentId}`;
/** Sequences of each payment in the order they came. */
const sequences = (events: readonly Pick<PaymentEvent, 'paymentId' | 'sequence'>[]) =>
  [...Map.groupBy(events, ({ paymentId }) => paymentId).values()].map((some) => some.map(({ sequence }) => sequence));
const isAscending = (numbers: readonly number[]) => numbers.every((one, index) => one > (numbers[index - 1] ?? 0));

const isPaidBy =
  ({ number }: TestCard) =>
  ({ card }: PaymentInstruction) =>
    number.endsWith(card.lastFour);

/** The acquirer never takes these, and says so: they wait in the dead-letter queue for a person. */
const isHopeless = (instruction: PaymentInstruction) => isPaidBy(testCardFor('unavailable'))(instruction);

/** What stays of the steps of a payment, when each that was reversed is left out. */
function standing(steps: string): string {
  const names = steps.split(' ');
  const count = (name: string) => names.filter((one) => one === name).length;
  return ['capture', 'void', 'refund']
    .flatMap((step) => Array.from({ length: count(step) - count(`reverse-${step}`) }, () => step))
    .join(' ');
}

/** What two rivals leave, three parts, and two rivals and two. A refund may be refused as well, while the acquirer has not heard of its capture. */
const ONE_WINNER: Readonly<Record<number, readonly string[]>> = {
  2: ['capture', 'void'],
  3: ['capture capture capture'],
  4: ['capture', 'capture refund'],
};

describe(`after ${SECONDS} s of faults (PROOF_SEED=${SEED})`, () => {
  test('each fault struck, and workers and consumers died at each of their points', () => {
    expect([...run.faults.keys()].sort()).toEqual([...FAULTS].sort());
    expect([...run.deaths.keys()].sort()).toEqual([...WORKERS_POINTS, ...CONSUMERS_POINTS].sort());
    expect(run.queue.deliveries).toBeGreaterThan(run.accepted.length + run.steps.length);
  });

  test('the acquirer behaved in each of its ways: time-outs before and after accepting among them', () => {
    const asked = BEHAVIOURS.filter((behaviour) => run.accepted.some(isPaidBy(testCardFor(behaviour))));
    expect(asked).toEqual(BEHAVIOURS);
    expect(asked).toEqual(expect.arrayContaining(['hang-before-accepting', 'hang-after-accepting']));
  });

  test('every key has exactly one payment, unless the acquirer never took it', async () => {
    const kept = await rows<PaymentInstruction>(
      'select caller_id as "callerId", idempotency_key as "idempotencyKey", payment_id as "paymentId" from ledger.payment',
    );
    const accepted = run.accepted.filter((instruction) => !isHopeless(instruction));
    expect(kept.map(nameOf).filter((name) => !accepted.map(nameOf).includes(name))).toEqual([]);
    expect(kept.map(keyOf).sort()).toEqual([...new Set(accepted.map(keyOf))].sort());
    expect(kept.length).toBeLessThan(accepted.length); // some keys came under two payments
  });

  test('nothing but what the acquirer never took is a dead letter', () => {
    const dead = run.queue.deadLetters.map((job) => (job.kind === 'payment' ? nameOf(job.instruction) : job.kind));
    expect(dead.sort()).toEqual(run.accepted.filter(isHopeless).map(nameOf).sort());
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
         (select account_id, debits_pending - credits_pending + debits_posted - credits_posted as cached
          from ledger.account_state) as b
       full join (select account_id, sum(signed_minor) as posted from ledger.posting_side group by 1) as p using (account_id)
       where cached is distinct from posted`,
    );
    expect(differing).toEqual([]);
  });

  test('the ledger breaks none of its own invariants', async () => {
    expect(await surroundings.server.violations()).toEqual([]);
  });

  test('of rival captures, voids and refunds one wins, and what the acquirer refuses is taken back', async () => {
    const taken = await rows<{ paymentId: string; steps: string }>(
      `select payment_id as "paymentId", string_agg(step, ' ' order by sequence) as steps
       from ledger.payment_transition where step not in ('decide', 'resolve', 'expire') group by 1`,
    );
    const refused = new Set(run.accepted.filter(isRefusedLater).map(({ paymentId }) => paymentId));
    const rivals = Map.groupBy(run.steps, ({ paymentId }) => paymentId);
    const outcomes = new Map(taken.map(({ paymentId, steps }) => [paymentId, steps]));
    expect([...outcomes.keys()].sort()).toEqual([...rivals.keys()].sort());
    const wrong = [...rivals].flatMap(([paymentId, { length }]) => {
      const steps = outcomes.get(paymentId) ?? '';
      const expected = refused.has(paymentId) ? [''] : ONE_WINNER[length];
      return expected?.includes(standing(steps)) ? [] : [steps];
    });
    expect(wrong).toEqual([]);
  });

  test('what the dead left in the outbox, the sweeper has relayed', async () => {
    expect(run.leftBehind).toBeGreaterThan(0);
    expect(await rows('select event from ledger.outbox')).toEqual([]);
  });

  test('every event was published, and told to the merchant: once, unless the consumer died that told him', async () => {
    const decided = (await transitions()).map(({ eventId }) => eventId).sort();
    expect([...new Set(run.topic.published.map(({ eventId }) => eventId))].sort()).toEqual(decided);
    expect(run.topic.published.length).toBeGreaterThan(decided.length);
    const { diedWith, told } = run.consumers;
    const times = Map.groupBy(told, ({ eventId }) => eventId);
    expect([...times.keys()].sort()).toEqual(decided);
    const unexcused = [...times].filter(([eventId, { length }]) => length > 1 + (diedWith.get(eventId) ?? 0));
    expect(unexcused).toEqual([]);
  });

  test('events of a payment are published in order, at their first time', () => {
    const first = new Map(run.topic.published.toReversed().map((event) => [event.eventId, event]));
    const inOrder = run.topic.published.filter((event) => first.get(event.eventId) === event);
    expect(sequences(inOrder).filter((some) => !isAscending(some))).toEqual([]);
  });

  test('a view takes each event at most once, and ends where the ledger stands', async () => {
    expect(sequences(run.consumers.written).filter((some) => new Set(some).size < some.length)).toEqual([]);
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

  test('the audit trail verifies, and has one record for each transition', async () => {
    const { report, records } = await run.schedules.auditTrail();
    expect(report.broken).toBeUndefined();
    const recorded = records.map(({ facts }) => facts.details.eventId).sort();
    expect(recorded).toEqual((await transitions()).map(({ eventId }) => eventId).sort());
  });

  test('nothing stays reserved', async () => {
    const reserved = await rows(
      'select account_id from ledger.account_state where debits_pending <> 0 or credits_pending <> 0',
    );
    expect(reserved).toEqual([]);
  });

  test('nothing is open at the acquirer any more, and people are called for voids that it refused', async () => {
    expect(await rows('select payment_id, purpose from ledger.open_authorization')).toEqual([]);
    expect(await rows('select payment_id, sequence from ledger.open_submission')).toEqual([]);
    const refused = await rows<{ paymentId: string }>(
      `select payment_id as "paymentId" from ledger.submission_outcome where outcome = 'refused' and reversed_by is null`,
    );
    const cases = new Set(run.schedules.operatorCases.map(({ kind, paymentId }) => `${kind} ${paymentId}`));
    expect(cases).toEqual(new Set(refused.map(({ paymentId }) => `void-refused ${paymentId}`)));
  });

  test("the acquirer's book and ours tell the same", async () => {
    const ours = await rows<LedgerEntry>(
      `select distinct on (payment_id) p.payment_id as "paymentId", p.currency, p.amount_minor::int as "amountMinor",
         a.acquirer_reference as "authorizationId", t.captured_minor::int as "capturedMinor",
         (t.released_minor - coalesce(r.refused_minor, 0))::int as "voidedMinor", t.refunded_minor::int as "refundedMinor"
       from ledger.payment as p join ledger.payment_transition as t using (payment_id)
       join ledger.payment_transition as a using (payment_id)
       left join (
         select payment_id, sum(step_minor) as refused_minor
         from ledger.submission_outcome join ledger.payment_transition using (payment_id, sequence)
         where outcome = 'refused' and reversed_by is null group by 1
       ) as r using (payment_id)
       where a.status = 'authorized' and a.step in ('decide', 'resolve') order by payment_id, t.sequence desc`,
    );
    const approved = (await surroundings.readBook()).authorizations.filter(({ status }) => status === 'approved');
    const standing = approved.filter(({ voidedMinor, amountMinor, key }) => {
      return voidedMinor < amountMinor || ours.some(({ paymentId }) => paymentId === key);
    });
    expect(approved.length).toBeGreaterThan(standing.length); // some had no payment, and were given back
    expect(standing.map(entryOf).sort(byPayment)).toEqual(ours.sort(byPayment));
  });
});

type LedgerEntry = Totals &
  Pick<Authorization, 'amountMinor' | 'currency' | 'authorizationId'> & { readonly paymentId: string };

const byPayment = (one: LedgerEntry, other: LedgerEntry) => (one.paymentId < other.paymentId ? -1 : 1);

function entryOf({ key: paymentId, ...line }: Authorization & Totals): LedgerEntry {
  const { amountMinor, authorizationId, capturedMinor, currency, refundedMinor, voidedMinor } = line;
  return { paymentId, amountMinor, authorizationId, capturedMinor, currency, refundedMinor, voidedMinor };
}

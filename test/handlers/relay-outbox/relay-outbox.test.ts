import { v7 } from 'uuid';
import { PostgresqlLedgerCheck } from '../../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlOutbox } from '../../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import type { PaymentEvent } from '../../../handlers/domain/payment-event';
import type { EventPublisher } from '../../../handlers/ports/event-publisher';
import { relayOutbox } from '../../../handlers/relay-outbox/relay-outbox';
import { sweepOutbox } from '../../../handlers/relay-outbox/sweep-outbox';
import { DatabaseServer } from '../fakes/database-server';
import { aDecision } from '../fakes/decision';
import { anEvent } from '../fakes/instruction';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

let server: DatabaseServer;
let outbox: PostgresqlOutbox;
let ledger: PostgresqlPaymentLedger;
let check: PostgresqlLedgerCheck;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('relay-outbox');
  const database = server.open({ poolSize: 4 });
  outbox = new PostgresqlOutbox(database);
  ledger = new PostgresqlPaymentLedger(database);
  check = new PostgresqlLedgerCheck(database);
});
afterAll(() => server.stop());
beforeEach(() => server.sql('truncate ledger.outbox'));

/** Accepts what `accepts` says, and keeps it. */
class Topic implements EventPublisher {
  readonly published: PaymentEvent[] = [];
  constructor(private readonly accepts: (event: PaymentEvent) => boolean = () => true) {}

  async publish(events: readonly PaymentEvent[]): Promise<readonly string[]> {
    const accepted = events.filter(this.accepts);
    this.published.push(...accepted);
    return accepted.map(({ eventId }) => eventId);
  }
}

const left = () => server.sql<{ event: PaymentEvent }>('select event::json from ledger.outbox order by position');
const put = (paymentId: string, sequence: number) => {
  const event = anEvent({ eventId: v7(), paymentId, sequence });
  return server.sql('insert into ledger.outbox (payment_id, event) values ($1, $2)', [paymentId, event]);
};

test('what was committed is published and leaves the outbox', async () => {
  const decisions = Array.from({ length: 7 }, () => aDecision());
  for (const decision of decisions) await ledger.commit(decision);
  const [publisher, metrics] = [new Topic(), recordingMetrics()];
  expect(await relayOutbox({ outbox, publisher, metrics }, { batchSize: 3 })).toBe(7);
  expect(publisher.published.map(({ eventId }) => eventId)).toEqual(decisions.map(({ eventId }) => eventId));
  expect(metrics.sums).toEqual({ EventRelayed: 7 });
  expect(await left()).toEqual([]);
});

test('an event that is not accepted holds back its payment, and no other', async () => {
  const [one, two] = [v7(), v7()];
  await put(one, 1);
  await put(two, 1);
  await put(one, 2);
  await put(two, 2);
  const publisher = new Topic(({ paymentId, sequence }) => paymentId !== one || sequence > 1);
  expect(await relayOutbox({ outbox, publisher, metrics: recordingMetrics() })).toBe(2);
  expect(publisher.published.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect((await left()).map(({ event }) => [event.paymentId, event.sequence])).toEqual([
    [one, 1],
    [one, 2],
  ]);
});

test('a topic that accepts nothing is asked once', async () => {
  await put(v7(), 1);
  let calls = 0;
  const publisher = {
    publish: async () => {
      calls += 1;
      return [];
    },
  };
  expect(await relayOutbox({ outbox, publisher, metrics: recordingMetrics() }, { batchSize: 1 })).toBe(0);
  expect(calls).toBe(1);
});

test('one call is bounded; what is left waits for the next', async () => {
  for (let count = 0; count < 5; count += 1) await put(v7(), 1);
  const ports = { outbox, publisher: new Topic(), metrics: recordingMetrics() };
  expect(await relayOutbox(ports, { batchSize: 1, batches: 2 })).toBe(2);
  expect(await left()).toHaveLength(3);
});

describe('the sweeper', () => {
  test('reports how long the oldest event waited, and that the ledger balances', async () => {
    await put(v7(), 1);
    await server.sql(`update ledger.outbox set recorded_at = now() - interval '2 minutes'`);
    const metrics = recordingMetrics();
    await sweepOutbox({ outbox, check, publisher: new Topic(), metrics, logger: recordingLogger() });
    expect(metrics.sums.OutboxAge).toBeGreaterThanOrEqual(120);
    expect(metrics.sums).toMatchObject({ LedgerImbalance: 0, EventRelayed: 1 });
    expect(await left()).toEqual([]);
  });

  test('reports also when the topic is away', async () => {
    await put(v7(), 1);
    const metrics = recordingMetrics();
    const publisher = { publish: () => Promise.reject(new Error('topic is away')) };
    const sweep = sweepOutbox({ outbox, check, publisher, metrics, logger: recordingLogger() });
    await expect(sweep).rejects.toThrow('topic is away');
    expect(metrics.sums).toMatchObject({ LedgerImbalance: 0, OutboxAge: expect.any(Number) });
  });

  test('warns of a ledger out of balance', async () => {
    await ledger.commit(aDecision());
    await server.sql(
      'update ledger.account_balance set credits_pending = credits_pending + 1 where ctid = (select min(ctid) from ledger.account_balance)',
    );
    const [metrics, logger] = [recordingMetrics(), recordingLogger()];
    await sweepOutbox({ outbox, check, publisher: new Topic(), metrics, logger });
    expect(metrics.sums.LedgerImbalance).toBe(1);
    expect(logger.lines).toContainEqual({ level: 'warn', message: 'ledger is out of balance', count: 1 });
  });
});

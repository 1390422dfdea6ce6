import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { PostgresqlOutbox } from '../../../../handlers/adapters/postgresql/postgresql-outbox';
import { LedgerUnavailableError } from '../../../../handlers/runtime/errors';
import { DatabaseServer } from '../../fakes/database-server';
import { anEvent } from '../../fakes/instruction';

let server: DatabaseServer;
let outbox: PostgresqlOutbox;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('outbox');
  outbox = new PostgresqlOutbox(server.open({ poolSize: 8 }));
});
afterAll(() => server.stop());
beforeEach(() => server.sql('truncate ledger.outbox restart identity'));

async function put(paymentId: string, ...sequences: readonly number[]): Promise<void> {
  for (const sequence of sequences) {
    const event = anEvent({ eventId: v7(), paymentId, sequence });
    await server.sql('insert into ledger.outbox (payment_id, event) values ($1, $2)', [paymentId, event]);
  }
}

const [one, two] = [v7(), v7()];
const takeAll = async (entries: readonly { position: string }[]) => entries.map(({ position }) => position);
const left = async () => (await server.sql('select from ledger.outbox')).length;

test('entries come oldest first, and go when they are relayed', async () => {
  await put(one, 1, 2);
  await put(two, 1);
  const seen: string[] = [];
  const removed = await outbox.drain(10, async (entries) => {
    seen.push(...entries.map(({ event }) => `${event.paymentId === one ? 'one' : 'two'} ${event.sequence}`));
    return takeAll(entries);
  });
  expect(seen).toEqual(['one 1', 'one 2', 'two 1']);
  expect(removed).toBe(3);
  expect(await left()).toBe(0);
});

test('no more than the limit is handed out', async () => {
  await put(one, 1, 2, 3);
  expect(await outbox.drain(2, takeAll)).toBe(2);
  expect(await left()).toBe(1);
});

test('what was not relayed stays', async () => {
  await put(one, 1, 2);
  expect(await outbox.drain(10, async ([first]) => (first ? [first.position] : []))).toBe(1);
  expect(await left()).toBe(1);
});

test('a relay that fails leaves everything, and says why', async () => {
  await put(one, 1);
  await expect(outbox.drain(10, () => Promise.reject(new Error('topic is away')))).rejects.toThrow('topic is away');
  expect(await left()).toBe(1);
});

test('a relay whose connection is cut leaves everything', async () => {
  await put(one, 1);
  const relay = outbox.drain(10, async (entries) => {
    await server.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test'`);
    await sleep(100); // it is cut while nothing is under way on it
    return takeAll(entries);
  });
  await expect(relay).rejects.toThrow(LedgerUnavailableError);
  expect(await left()).toBe(1);
  expect(await outbox.drain(10, takeAll)).toBe(1);
});

test('while a relay holds the first event of a payment, no other gets a later one', async () => {
  await put(one, 1);
  await put(two, 1);
  await put(one, 2);
  const other: string[] = [];
  await outbox.drain(1, async (entries) => {
    await outbox.drain(10, async (rest) => {
      other.push(...rest.map(({ event }) => event.paymentId));
      return takeAll(rest);
    });
    return takeAll(entries);
  });
  expect(other).toEqual([two]);
  expect(await left()).toBe(1);
});

test('many relays at once relay each event once, in order per payment', async () => {
  const payments = Array.from({ length: 40 }, () => v7());
  for (const sequence of [1, 2, 3]) for (const payment of payments) await put(payment, sequence);
  const relayed = new Map<string, number[]>();
  const relay = async () => {
    while ((await left()) > 0) {
      await outbox.drain(7, async (entries) => {
        for (const { event } of entries) {
          relayed.set(event.paymentId, [...(relayed.get(event.paymentId) ?? []), event.sequence]);
        }
        return takeAll(entries);
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, relay));
  expect(relayed.size).toBe(payments.length);
  for (const sequences of relayed.values()) expect(sequences).toEqual([1, 2, 3]);
});

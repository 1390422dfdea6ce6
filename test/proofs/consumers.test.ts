/** A consumer of the topic dies at a point, as if the machine under it were gone; another takes the delivery that comes again. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { LOCAL_FOLDER } from '../../local/repository';
import { type EmulatedCloud, startEmulatedCloud } from '../handlers/fakes/emulated-cloud';
import { anEvent, anInstruction } from '../handlers/fakes/instruction';
import { Consumers } from './consumers';
import { CONSUMERS_POINTS, KILL_POINTS, type KillPoint } from './kill-points';
import { SeededRandom } from './seeded-random';
import { buildWorker, WorkerPool } from './worker-pool';

const LEASE_SECONDS = 2;
/** A lease ends within its seconds; then the next delivery comes. */
const BOUND_MS = LEASE_SECONDS * 1_000 + 4_000;
const PAUSE_MS = 100;

jest.setTimeout(30_000);

let cloud: EmulatedCloud;
let pool: WorkerPool;
let consumers: Consumers;

beforeAll(async () => {
  const folder = join(LOCAL_FOLDER, 'test', `consumers-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  cloud = await startEmulatedCloud('consumers-cloud');
  const tableName = await cloud.createSessionTable();
  const random = new SeededRandom(1);
  consumers = new Consumers({ cloud, tableName }, random);
  const settings = { ...NOT_CALLED, cloudEndpoint: cloud.endpoint, tableName, leaseSeconds: LEASE_SECONDS };
  const script = await buildWorker(folder);
  // who takes over runs already: a process that starts on a busy machine would take longer than the lease
  pool = new WorkerPool(script, { size: 2, folder, settings, random, hear: (call) => consumers.hear(call) });
  const events = await Promise.all([occurred(), occurred()]);
  await Promise.all(events.map((event) => pool.deliver({ kind: 'view', event })));
});
afterAll(async () => {
  await pool?.stop();
  await cloud?.stop();
});

/** What consumers do not use. */
const NOT_CALLED = {
  login: { host: 'localhost', port: 1, database: 'none', user: 'none', password: 'none' },
  databaseAuthority: '',
  acquirerUrl: 'https://localhost:1',
  acquirerAuthority: '',
  acquirerApiKey: 'none',
};

type Kind = 'notification' | 'view';

/** An event of a payment that the edge has accepted. */
async function occurred(overrides: Partial<PaymentEvent> = {}): Promise<PaymentEvent> {
  const event = anEvent({ paymentId: v7(), eventId: v7(), ...overrides });
  await consumers.expect(anInstruction({ paymentId: event.paymentId }));
  return event;
}

/** The first delivery dies at the point; then the event comes again until it is done. How often it was put off, within the bound. */
async function survive(kind: Kind, event: PaymentEvent, point: KillPoint) {
  expect(await pool.deliver({ kind, event }, point)).toBe('died');
  const start = performance.now();
  let putOff = 0;
  while ((await pool.deliver({ kind, event })) !== 'done' && performance.now() - start < BOUND_MS) {
    putOff += 1;
    await wait(PAUSE_MS);
  }
  expect(performance.now() - start).toBeLessThan(BOUND_MS);
  return putOff;
}

const told = ({ eventId }: PaymentEvent) => consumers.told.filter((event) => event.eventId === eventId).length;
const written = ({ paymentId }: PaymentEvent) =>
  consumers.written.filter((view) => view.paymentId === paymentId).map(({ sequence }) => sequence);

test('the points of both consumers are these', () => {
  expect([...KILL_POINTS.notification, ...KILL_POINTS.view]).toEqual(CONSUMERS_POINTS);
});

test.each([
  ['between claim and delivery', 1],
  ['between delivery and receipt', 2],
] as const)(
  'a notification whose consumer died %s waits for the lease, and is told %d times in all',
  async (point, times) => {
    const event = await occurred();
    expect(await survive('notification', event, point)).toBeGreaterThan(0);
    expect(told(event)).toBe(times);
    expect(await pool.deliver({ kind: 'notification', event })).toBe('done');
    expect(told(event)).toBe(times);
  },
);

test('a notification whose consumer died between receipt and answer is done, and nobody waits', async () => {
  const event = await occurred();
  expect(await survive('notification', event, 'between receipt and answer')).toBe(0);
  expect(told(event)).toBe(1);
});

test('the merchant heeds each event once, however often he is told', async () => {
  const heard: string[] = [];
  // nothing is queued: from now on he reacts
  await consumers.work(pool, {
    storm: () => false,
    open: () => false,
    react: ({ eventId }) => heard.push(eventId),
  });
  const event = await occurred();
  await survive('notification', event, 'between delivery and receipt');
  expect([told(event), heard]).toEqual([2, [event.eventId]]);
});

test.each([...KILL_POINTS.view])('a view whose consumer died %s is written once, and nobody waits', async (point) => {
  const event = await occurred({ sequence: 2, status: 'captured' });
  expect(await survive('view', event, point)).toBe(0);
  expect(written(event)).toEqual([2]);
  expect(
    await pool.deliver({ kind: 'view', event: { ...event, eventId: v7(), sequence: 1, status: 'authorized' } }),
  ).toBe('done');
  expect(await consumers.views.find(event.paymentId)).toMatchObject({ sequence: 2, status: 'captured' });
});

import { v7 } from 'uuid';
import { PostgresqlExpirablePayments } from '../../../handlers/adapters/postgresql/postgresql-expirable-payments';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { PaymentStep } from '../../../handlers/domain/ledger/payment-step';
import { expirePayments } from '../../../handlers/expire-payments/expire-payments';
import { LedgerUnavailableError } from '../../../handlers/runtime/errors';
import { DatabaseServer } from '../fakes/database-server';
import { aDecision } from '../fakes/decision';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';
import { aStep, capture, reverse } from '../fakes/step';

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;
let expirable: PostgresqlExpirablePayments;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('expiry');
  const database = server.open({ poolSize: 4 });
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
  expirable = new PostgresqlExpirablePayments(database);
});
beforeEach(() => age('8 days'));
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** Where expiry begins to look. */
const age = (past: string) => server.sql(`update ledger.expiry_progress set reached_at = now() - $1::interval`, [past]);

/** A payment of 100 that took these steps so long ago. */
async function paid(past: string, ...way: readonly PaymentStep[]): Promise<string> {
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  const { paymentId } = decision.instruction;
  await ledger.commit(decision);
  for (const step of way) await steps.take(aStep(paymentId, step));
  await server.sql(`begin; set local session_replication_role = replica;
    update ledger.posting set recorded_at = now() - interval '${past}' where payment_id = '${paymentId}'; commit`);
  return paymentId;
}

async function run(overrides: Partial<Parameters<typeof expirePayments>[0]> = {}) {
  const metrics = recordingMetrics();
  const clock = { now: () => new Date() };
  const ports = { expirable, steps, ids: { next: v7 }, clock, metrics, logger: recordingLogger(), ...overrides };
  await expirePayments(ports, WEEK_SECONDS);
  return metrics.sums.PaymentExpired ?? 0;
}

const statusOf = async (paymentId: string) => (await steps.find(paymentId))?.status;

test('what was reserved for longer than a week is given back, and the acquirer is to be told', async () => {
  const [old, young] = [await paid('7 days 1 minute'), await paid('6 days')];
  expect(await run()).toBe(1);
  expect([await statusOf(old), await statusOf(young)]).toEqual(['expired', 'authorized']);
  expect(await server.sql('select sequence from ledger.open_submission where payment_id = $1', [old])).toEqual([
    { sequence: 2 },
  ]);
});

test('of a payment captured in part the rest is given back, and one without a rest is left alone', async () => {
  const part = await paid('7 days 1 hour', capture(60));
  const others = [
    await paid('7 days 1 hour', capture()),
    await paid('7 days 1 hour', { kind: 'void' }),
    await paid('7 days 1 hour', capture(60), { kind: 'void' }),
  ];
  const before = await Promise.all(others.map((paymentId) => steps.find(paymentId)));
  expect(await run()).toBe(1);
  expect(await steps.find(part)).toMatchObject({ status: 'captured', capturedMinor: 60, releasedMinor: 40 });
  expect(await Promise.all(others.map((paymentId) => steps.find(paymentId)))).toEqual(before);
});

test('the time of what a reversal reserves begins anew', async () => {
  const paymentId = await paid('7 days 1 hour', capture());
  expect(await run()).toBe(0);
  await steps.take(aStep(paymentId, reverse('capture', 2, 100)));
  expect(await run()).toBe(0);
  expect(await statusOf(paymentId)).toBe('authorized');
});

test('goes on where the last run got, and looks at nothing twice', async () => {
  await run();
  const [{ reached }] = await server.sql<{ reached: boolean }>(
    `select reached_at between now() - interval '7 days 1 minute' and now() - interval '7 days' as reached
     from ledger.expiry_progress`,
  );
  expect(reached).toBe(true);
  expect(await expirable.next(new Date(Date.now() - (WEEK_SECONDS + 60) * 1_000), 600)).toBeUndefined();
});

test('two runs at once expire each payment once', async () => {
  const payments = await Promise.all(Array.from({ length: 20 }, () => paid('7 days 1 hour')));
  const counts = await Promise.all([run(), run()]);
  expect(counts[0] + counts[1]).toBe(20);
  const sequences = await Promise.all(payments.map(async (paymentId) => (await steps.find(paymentId))?.sequence));
  expect(new Set(sequences)).toEqual(new Set([2]));
});

test('a run that failed is made up for by the next', async () => {
  const paymentId = await paid('7 days 1 hour');
  const broken = { find: () => Promise.reject(new LedgerUnavailableError('away')), take: steps.take.bind(steps) };
  await expect(run({ steps: broken })).rejects.toThrow('away');
  expect(await run()).toBe(1);
  expect(await statusOf(paymentId)).toBe('expired');
});

test('a run that takes long stops behind its slice, and keeps what it did', async () => {
  const paymentId = await paid('7 days 7 hours 55 minutes');
  let now = Date.now() - 300_000;
  const clock = {
    now: () => {
      now += 300_000;
      return new Date(now);
    },
  };
  await age('7 days 8 hours');
  expect(await run({ clock })).toBe(1);
  expect(await statusOf(paymentId)).toBe('expired');
  const rows = await server.sql(
    `select extract(epoch from now() - interval '7 days' - reached_at)::int / 60 as minutes from ledger.expiry_progress`,
  );
  expect(rows).toEqual([{ minutes: 470 }]);
});

import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import type { PaymentDecision } from '../../../../handlers/ports/payment-ledger';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision, again, declinedByRules } from '../../fakes/decision';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('payment-batches');
  ledger = new PostgresqlPaymentLedger(server.open({ poolSize: 8 }));
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

const outcomesOf = async (decisions: readonly PaymentDecision[]) =>
  (await ledger.commitAll(decisions)).map(({ outcome }) => outcome);

test('a batch is committed whole, and each decision is found as it was', async () => {
  const decisions = [
    aDecision(),
    aDecision({ status: 'declined', declineCode: 'do-not-honor' }, { merchantId: 'merchant-of-another' }),
    aDecision({ status: 'unresolved', acquirerReference: undefined }),
    aDecision({}, { amount: { amountMinor: 7, currency: 'JPY' } }),
  ];
  const results = await ledger.commitAll(decisions);
  for (const [index, { instruction }] of decisions.entries()) {
    const payment = await ledger.find(instruction.callerId, instruction.idempotencyKey);
    expect(results[index]).toEqual({ outcome: 'committed', payment });
  }
});

test.each([
  ['an authorization', aDecision()],
  ['a decline by fraud rules', aDecision(declinedByRules)],
  ['an unresolved payment', aDecision({ status: 'unresolved', acquirerReference: undefined })],
  [
    'a payment without anything optional',
    aDecision({}, { merchantReference: undefined, customer: { id: 'customer' } }),
  ],
])('%s leaves the same rows alone and in a batch', async (_name, { instruction, ...decided }) => {
  const [alone, together] = [v7(), v7()].map((paymentId) => ({
    ...decided,
    instruction: { ...instruction, paymentId, idempotencyKey: `key of ${paymentId}` },
  })) as [PaymentDecision, PaymentDecision];
  await ledger.commit(alone);
  await ledger.commitAll([aDecision(), together, aDecision()]);
  const rows = await server.sql(
    `select to_jsonb(t) - array['payment_id', 'idempotency_key', 'recorded_at'] as row,
       (select jsonb_agg(to_jsonb(g) - array['payment_id', 'posting_id', 'recorded_at']) from ledger.posting as g
        where g.payment_id = t.payment_id) as postings
     from ledger.payment_transition as t where payment_id = any ($1)`,
    [[alone, together].map((one) => one.instruction.paymentId)],
  );
  expect(rows).toHaveLength(2);
  expect(rows[1]).toEqual(rows[0]);
});

test('each has an outcome of its own, in the order of the batch', async () => {
  const [known, changed, twice, fresh] = [aDecision(), aDecision(), aDecision(), aDecision()];
  await ledger.commitAll([known, changed]);
  const other = { ...again(changed), instruction: { ...changed.instruction, requestHash: 'another' } };
  const batch = [fresh, other, again(known), known, twice, again(twice)];
  const outcomes = await outcomesOf(batch);
  expect(outcomes.slice(0, 4)).toEqual(['committed', 'mismatch', 'replayed', 'committed']);
  expect(outcomes.slice(4).sort()).toEqual(['committed', 'replayed']);
});

test('fails whole when one decision cannot be committed, and keeps nothing of the others', async () => {
  const good = aDecision();
  const bad = aDecision({}, { amount: { amountMinor: 0, currency: 'CHF' } });
  await expect(ledger.commitAll([good, bad])).rejects.toMatchObject({ code: '23514' });
  expect(await ledger.find(good.instruction.callerId, good.instruction.idempotencyKey)).toBeUndefined();
});

test('batches over the same new accounts and keys, in opposite orders, never wait in a circle', async () => {
  await server.sql(`update ledger.account_kind set strategy = 'locked' where kind = 'merchant-payable'`);
  const once = { attempts: 1, firstPauseMs: 0, longestPauseMs: 0, deadlineMs: 0 }; // a deadlock would be repeated
  const ledgers = [1, 2, 3].map(() => new PostgresqlPaymentLedger(server.open({ poolSize: 1, retry: once })));
  for (let round = 0; round < 60; round += 1) {
    const batch = Array.from({ length: 6 }, (_, index) =>
      aDecision({}, { merchantId: `merchant ${round} ${index % 3}`, idempotencyKey: `${round} ${(index * 5) % 6}` }),
    );
    const orders = [batch, batch.toReversed(), [...batch.slice(3), ...batch.slice(0, 3)]];
    const results = await Promise.all(ledgers.map((one, index) => one.commitAll((orders[index] ?? []).map(again))));
    const outcomes = results.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(6);
    expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(12);
  }
});

test('batches over the same accounts, new and known, in opposite orders, never wait in a circle', async () => {
  const once = { attempts: 1, firstPauseMs: 0, longestPauseMs: 0, deadlineMs: 0 };
  const ledgers = [1, 2, 3].map(() => new PostgresqlPaymentLedger(server.open({ poolSize: 1, retry: once })));
  for (let round = 0; round < 60; round += 1) {
    const accounts = round - (round % 3); // new in one round of three, and there in the others
    const merchants = [1, 2, 3, 4].map((merchant) => `shared ${accounts} ${merchant}`);
    const batches = [merchants, merchants.toReversed(), merchants].map((some) =>
      some.map((merchantId) => aDecision({}, { merchantId })),
    );
    const results = await Promise.all(ledgers.map((one, index) => one.commitAll(batches[index] ?? [])));
    expect(results.flat().every(({ outcome }) => outcome === 'committed')).toBe(true);
  }
});

describe('an authorization past the limit of an account', () => {
  beforeAll(async () => {
    await server.sql(
      `update ledger.account_kind set strategy = 'locked', limit_minor = 10000 where kind = 'merchant-payable'`,
    );
  });

  test('is committed as declined, so that the payment has its answer', async () => {
    const pay = (amountMinor: number) =>
      aDecision({}, { merchantId: 'limited', amount: { amountMinor, currency: 'CHF' } });
    expect(await ledger.commit(pay(9_999))).toMatchObject({ payment: { status: 'authorized' } });
    const decision = pay(2);
    const declined = { status: 'declined', declineCode: 'account-limit', sequence: 1 };
    const result = await ledger.commit(decision);
    expect(result).toMatchObject({ outcome: 'committed', payment: declined });
    expect(result).not.toHaveProperty('payment.acquirerReference');
    const { callerId, idempotencyKey } = decision.instruction;
    expect(await ledger.find(callerId, idempotencyKey)).toEqual('payment' in result && result.payment);
    expect(await ledger.commit(decision)).toEqual(result);
    expect(await ledger.commit(again(decision))).toMatchObject({ outcome: 'replayed', payment: declined });
    expect(await ledger.commit(pay(1))).toMatchObject({ payment: { status: 'authorized' } });
  });

  test('fails in a batch, where each is then asked for alone', async () => {
    const decisions = [1, 2].map(() =>
      aDecision({}, { merchantId: 'limited batch', amount: { amountMinor: 6_000, currency: 'CHF' } }),
    );
    await expect(ledger.commitAll(decisions)).rejects.toMatchObject({ constraint: 'within_limit' });
  });
});

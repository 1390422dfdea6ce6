import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSettlements } from '../../../../handlers/adapters/postgresql/postgresql-settlements';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import type { SettlementBatch, SettlementLine } from '../../../../handlers/domain/settlement/settlement-batch';
import type { SettlementResult } from '../../../../handlers/ports/settlements';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund, reverse } from '../../fakes/step';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;
let settlements: PostgresqlSettlements;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('settlements');
  const database = server.open({ poolSize: 8 });
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
  settlements = new PostgresqlSettlements(database);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

const DAY = 86_400_000;
const after = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const nothingIsDue = { takenAt: '2026-11-21T10:00:00.000Z', dueBefore: after(-1), origin: 'incoming/batch.csv' };
const everythingIsDue = { ...nothingIsDue, dueBefore: after(1) };

/** A payment of 100 francs that took these steps; the first of them has the sequence 2. */
async function pay(...way: PaymentStep[]): Promise<string> {
  const decision = aDecision({}, { merchantId: v7(), amount: { amountMinor: 100, currency: 'CHF' } });
  await ledger.commit(decision);
  const { paymentId } = decision.instruction;
  for (const step of way) expect(await steps.take(aStep(paymentId, step))).toMatchObject({ outcome: 'taken' });
  return paymentId;
}

function line(reference: string, overrides: Partial<SettlementLine> = {}): SettlementLine {
  return { kind: 'capture', reference, acquirerReference: 'cap_1', amountMinor: 100, currency: 'CHF', ...overrides };
}

const batchOf = (...lines: SettlementLine[]): SettlementBatch => ({
  batchId: `batch-${v7()}`,
  settlementDate: '2026-11-20',
  lines,
});

const classesOf = (result: SettlementResult) =>
  'report' in result ? result.report.differences.map((each) => `${each.class} ${each.reference}`) : result.outcome;

async function storedClasses({ batchId }: SettlementBatch): Promise<string[]> {
  const rows = await server.sql<{ class: string }>(
    'select class from ledger.settlement_line where batch_id = $1 order by number',
    [batchId],
  );
  return rows.map((row) => row.class);
}

test('captures and refunds that the ledger holds match, and nothing is booked', async () => {
  const paymentId = await pay(capture(60), capture(40), refund(30));
  const [before] = await server.sql('select count(*) from ledger.posting');
  const batch = batchOf(
    line(`${paymentId}/2`, { amountMinor: 60, feeMinor: 1 }),
    line(`${paymentId}/3`, { amountMinor: 40 }),
    line(`${paymentId}/4`, { amountMinor: 30, kind: 'refund' }),
  );
  expect(await settlements.settle(batch, nothingIsDue)).toEqual({
    outcome: 'recorded',
    report: {
      batchId: batch.batchId,
      settlementDate: '2026-11-20',
      totals: [{ currency: 'CHF', class: 'matched', count: 3, capturedMinor: 100, refundedMinor: 30, feeMinor: 1 }],
      moreIsMissingThere: false,
      differences: [],
    },
  });
  expect(await storedClasses(batch)).toEqual(['matched', 'matched', 'matched']);
  expect(await server.sql('select count(*) from ledger.posting')).toEqual([before]);
});

test('each difference is told, and stored with its line', async () => {
  const short = await pay(capture());
  const refused = await pay(capture(), reverse('capture', 2, 100));
  const settled = await pay(capture());
  await settlements.settle(batchOf(line(`${settled}/2`)), nothingIsDue);
  const unknown = v7();
  const batch = batchOf(
    line(`${short}/2`, { amountMinor: 99 }),
    line(`${short}/2`, { amountMinor: 98 }),
    line(`${short}/1`),
    line(`${refused}/2`),
    line(`${settled}/2`),
    line(`${unknown}/2`),
    line('order-7'),
  );
  const result = await settlements.settle(batch, nothingIsDue);
  expect(classesOf(result)).toEqual([
    `amount-differs ${short}/2`,
    ...[`${short}/1`, `${unknown}/2`, 'order-7'].sort().map((reference) => `missing-here ${reference}`),
    `reversed-here ${refused}/2`,
    `already-settled ${settled}/2`,
    `duplicate-line ${short}/2`,
  ]);
  expect((await storedClasses(batch)).sort()).toEqual([
    'already-settled',
    'amount-differs',
    'duplicate-line',
    'missing-here',
    'missing-here',
    'missing-here',
    'reversed-here',
  ]);
});

test('what no batch has settled in time is missing there, until one settles it', async () => {
  const [named, waiting] = [await pay(capture()), await pay(capture(), refund(30))];
  const refused = await pay(capture(), reverse('capture', 2, 100));
  const missing = async (batch: SettlementBatch, moment = everythingIsDue) =>
    [classesOf(await settlements.settle(batch, moment))].flat().filter((each) => each.startsWith('missing-there'));
  const first = await missing(batchOf(line(`${named}/2`)));
  expect(first).toEqual(expect.arrayContaining([`missing-there ${waiting}/2`, `missing-there ${waiting}/3`]));
  expect(first.join()).not.toContain(named);
  expect(first.join()).not.toContain(refused);
  expect(await missing(batchOf(), nothingIsDue)).toEqual([]);
  const second = await missing(batchOf(line(`${waiting}/2`)));
  expect(second).toEqual(first.filter((each) => each !== `missing-there ${waiting}/2`));
});

test('an acquirer is silent when something is due, and no batch came since it should have been settled', async () => {
  const own = await DatabaseServer.startWithLedger('settlement-silence');
  try {
    const database = own.open();
    const silent = new PostgresqlSettlements(database);
    expect(await silent.isSilent(after(1))).toBe(false);
    const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
    await new PostgresqlPaymentLedger(database).commit(decision);
    await new PostgresqlPaymentSteps(database).take(aStep(decision.instruction.paymentId, capture()));
    expect(await silent.isSilent(after(-1))).toBe(false);
    await own.sql(`begin; set local session_replication_role = replica;
      update ledger.payment_transition set recorded_at = recorded_at - interval '9 days'; commit`);
    expect(await silent.isSilent(after(-1))).toBe(true);
    await silent.settle(batchOf(), nothingIsDue);
    expect(await silent.isSilent(after(-1))).toBe(false);
    expect(await silent.isSilent(after(1))).toBe(true);
  } finally {
    await own.stop();
  }
});

describe('a batch that comes again', () => {
  test('gets the report of the first time, in any order of its lines, and records nothing', async () => {
    const paymentId = await pay(capture(60), capture(40));
    const batch = batchOf(line(`${paymentId}/2`, { amountMinor: 60 }), line(`${paymentId}/3`, { amountMinor: 41 }));
    const first = await settlements.settle(batch, everythingIsDue);
    await pay(capture());
    const again = await settlements.settle({ ...batch, lines: [...batch.lines].reverse() }, everythingIsDue);
    expect(again).toEqual({ ...first, outcome: 'known' });
    expect(await storedClasses(batch)).toHaveLength(2);
  });

  test('is refused with another content', async () => {
    const paymentId = await pay(capture());
    const batch = batchOf(line(`${paymentId}/2`));
    await settlements.settle(batch, nothingIsDue);
    const others = [
      { ...batch, lines: [] },
      { ...batch, lines: [line(`${paymentId}/2`, { feeMinor: 1 })] },
      { ...batch, settlementDate: '2026-11-21' },
    ];
    for (const other of others) {
      expect(await settlements.settle(other, nothingIsDue)).toEqual({ outcome: 'contradicted' });
    }
  });
});

test('of many batches at once that name one capture, one settles it', async () => {
  const paymentId = await pay(capture());
  const batches = Array.from({ length: 8 }, () => batchOf(line(`${paymentId}/2`)));
  const results = await Promise.all(batches.map((batch) => settlements.settle(batch, nothingIsDue)));
  const classes = results.flatMap(classesOf);
  expect(classes).toEqual(Array(7).fill(`already-settled ${paymentId}/2`));
});

test('a batch that is interrupted leaves nothing', async () => {
  const paymentId = await pay(capture());
  const batch = batchOf(line(`${paymentId}/2`), line(`${paymentId}/3`, { currency: 'francs' }));
  await expect(settlements.settle(batch, nothingIsDue)).rejects.toMatchObject({ code: '23514' });
  expect(await storedClasses(batch)).toEqual([]);
  expect(await settlements.settle(batchOf(line(`${paymentId}/2`)), nothingIsDue)).toMatchObject({
    outcome: 'recorded',
  });
});

test('batches and their lines are never changed, and a step is settled once whatever the code says', async () => {
  const paymentId = await pay(capture());
  const batch = batchOf(line(`${paymentId}/2`));
  await settlements.settle(batch, nothingIsDue);
  await expect(server.sql('delete from ledger.settlement_line')).rejects.toMatchObject({ code: '23001' });
  await expect(server.sql(`update ledger.settlement_batch set report = '{}'`)).rejects.toMatchObject({ code: '23001' });
  const again = JSON.stringify([{ ...line(`${paymentId}/2`), class: 'matched', paymentId, sequence: 2 }]);
  await expect(
    server.sql('select ledger.record_settlement_lines($1, 1, $2)', [batch.batchId, again]),
  ).rejects.toMatchObject({ code: '23505' });
});

test('the audit trail keeps what came of a batch', async () => {
  const batch = batchOf(line(`${v7()}/2`));
  await settlements.settle(batch, nothingIsDue);
  const [record] = await server.sql<{ facts: object }>(
    `select facts::json as facts from ledger.audit_record where facts::json ->> 'resource' = $1`,
    [`settlement/${batch.batchId}`],
  );
  expect(record?.facts).toMatchObject({
    action: 'SettlementMatched',
    outcome: 'failure',
    origin: 'incoming/batch.csv',
    details: { matched: 0, differences: 1, settlementDate: '2026-11-20' },
  });
});

test('a large batch is recorded whole', async () => {
  const lines = Array.from({ length: 5_001 }, () => line(`${v7()}/2`));
  const batch = batchOf(...lines);
  const { length } = classesOf(await settlements.settle(batch, nothingIsDue));
  expect(length).toBe(5_001);
  expect(await storedClasses(batch)).toHaveLength(5_001);
});

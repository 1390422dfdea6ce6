import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresqlAccountStatements } from '../../../../handlers/adapters/postgresql/postgresql-account-statements';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { Account, Balance, StatementEntry } from '../../../../handlers/ports/account-statements';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund } from '../../fakes/step';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;
let statements: PostgresqlAccountStatements;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('account-statements');
  const database = server.open({ poolSize: 6 });
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
  statements = new PostgresqlAccountStatements(database);
});
afterAll(() => server.stop());

const payable = (ownerId: string): Account => ({ kind: 'merchant-payable', ownerId, currency: 'CHF' });
const receivable: Account = { kind: 'acquirer-receivable', ownerId: 'acquirer', currency: 'CHF' };

/** Reserves 100, captures 60, refunds 20 and gives back 40. */
async function payInSteps(merchantId: string): Promise<string> {
  const decision = aDecision({}, { merchantId, amount: { amountMinor: 100, currency: 'CHF' } });
  await ledger.commit(decision);
  const { paymentId } = decision.instruction;
  for (const step of [capture(60), refund(20), { kind: 'void' } as const]) await steps.take(aStep(paymentId, step));
  return paymentId;
}

async function allPages(account: Account, limit: number, meanwhile = async () => {}): Promise<StatementEntry[]> {
  const entries: StatementEntry[] = [];
  for (;;) {
    const page = await statements.page(account, limit, entries.at(-1));
    entries.push(...page);
    if (page.length < limit) return entries;
    await meanwhile();
  }
}

test('a statement tells each posting of the account, newest first, and the step that moved it', async () => {
  const paymentId = await payInSteps('of one payment');
  const told = (await statements.page(payable('of one payment'), 10)).map((entry) => [
    entry.kind,
    entry.sequence,
    entry.layer,
    entry.side,
    entry.amountMinor,
    entry.paymentId,
  ]);
  expect(told).toEqual([
    ['void', 4, 'pending', 'credit', -40, paymentId],
    ['refund', 3, 'posted', 'debit', 20, paymentId],
    ['capture', 2, 'posted', 'credit', 60, paymentId],
    ['capture', 2, 'pending', 'credit', -60, paymentId],
    ['authorize', 1, 'pending', 'credit', 100, paymentId],
  ]);
});

test.each([1, 2, 7, 500])('pages of %d tell what was there exactly once, while payments go on', async (limit) => {
  const owner = `of pages ${limit}`;
  for (let count = 0; count < 4; count += 1) await payInSteps(owner);
  const before = await statements.page(payable(owner), 500);
  expect(before).toHaveLength(20);
  const meanwhile = async () => {
    await ledger.commit(aDecision({}, { merchantId: owner }));
  };
  expect(await allPages(payable(owner), limit, meanwhile)).toEqual(before);
});

test('both sides of every posting are told: the acquirer statement mirrors the statements of the merchants', async () => {
  const [{ postings } = { postings: 0 }] = await server.sql<{ postings: number }>(
    `select count(*)::int as postings from ledger.posting where currency = 'CHF'`,
  );
  expect(await allPages(receivable, 50)).toHaveLength(postings);
});

test('the balance at each moment is the sum of the statement until then', async () => {
  const account = payable('of moments');
  const moments: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    await payInSteps('of moments');
    await sleep(5);
    const [row] = await server.sql<{ moment: string }>(`select ledger.iso_time(clock_timestamp()) as moment`);
    moments.push(row?.moment ?? '');
    await sleep(5);
  }
  const entries = await statements.page(account, 500);
  for (const [index, moment] of moments.entries()) {
    const until = entries.filter(({ recordedAt }) => recordedAt <= moment);
    expect(until).toHaveLength(5 * (index + 1));
    expect(await statements.balanceAt(account, moment)).toEqual({ ...sums(until), final: false });
  }
  const [first] = moments;
  expect(await statements.balanceAt(account, first ?? '')).toMatchObject({ creditsPosted: 60, debitsPosted: 20 });
});

function sums(entries: readonly StatementEntry[]): Omit<Balance, 'final'> {
  const sum = (side: string, layer: string) =>
    entries
      .filter((entry) => entry.side === side && entry.layer === layer)
      .reduce((total, { amountMinor }) => total + amountMinor, 0);
  return {
    debitsPending: sum('debit', 'pending'),
    creditsPending: sum('credit', 'pending'),
    debitsPosted: sum('debit', 'posted'),
    creditsPosted: sum('credit', 'posted'),
  };
}

test('a balance of long ago is final, and nothing was there', async () => {
  await payInSteps('of old');
  expect(await statements.balanceAt(payable('of old'), '2020-01-01T00:00:00.000Z')).toEqual({
    debitsPending: 0,
    creditsPending: 0,
    debitsPosted: 0,
    creditsPosted: 0,
    final: true,
  });
});

test('the statements of docs/payment-lifecycle.md show what a merchant’s account holds', async () => {
  await payInSteps('of the page');
  const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'payment-lifecycle.md'), 'utf8');
  const [, shown = ''] = /```sql\n(.*?)```/s.exec(page) ?? [];
  const asked = shown.replaceAll('<merchantId>', 'of the page').replaceAll("'EUR'", "'CHF'");
  const [statement = '', balance = ''] = asked.replaceAll(/^--.*$/gm, '').split(';');
  const asApplication = server.open({ poolSize: 1 });
  const entries = await asApplication.call<{ entry: StatementEntry }>(statement, []);
  expect(entries.map(({ entry }) => entry)).toEqual(await statements.page(payable('of the page'), 50));
  expect(await asApplication.call(balance, [])).toEqual([
    { balance: await statements.balanceAt(payable('of the page'), '2026-11-21T00:00:00Z') },
  ]);
});

test('an account that nobody posted to has no statement and no balance', async () => {
  expect(await statements.page(payable('nobody'), 10)).toEqual([]);
  expect(await statements.balanceAt(payable('nobody'), '2027-01-01T00:00:00.000Z')).toBeUndefined();
});

test.each([0, 501, 1.5])('fails for pages of %d', async (limit) => {
  await expect(statements.page(receivable, limit)).rejects.toThrow(`'limit' must be 1 to 500 entries, got ${limit}`);
});

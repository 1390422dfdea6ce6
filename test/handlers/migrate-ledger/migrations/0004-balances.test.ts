import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { commitCall } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let payers: readonly LedgerDatabase[];

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('account-limits');
  payers = [server.open({ poolSize: 4 }), server.open({ poolSize: 4 })];
  await server.sql(
    `insert into ledger.account_kind (kind, normal_side, strategy, limit_minor) values ('purse', 'credit', 'locked', 100)`,
  );
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

type Side = 'debit' | 'credit';

/** Pays 70 to or from a purse that may hold 100. */
function pay(payer: LedgerDatabase | undefined, ownerId: string, side: Side = 'credit', layer = 'pending') {
  if (!payer) throw new Error('a payer is missing');
  const decision = aDecision({}, { amount: { amountMinor: 70, currency: 'CHF' } });
  const purse = { kind: 'purse', ownerId };
  const acquirer = { kind: 'acquirer-receivable', ownerId: 'acquirer' };
  const [debit, credit] = side === 'credit' ? [acquirer, purse] : [purse, acquirer];
  const { statement, values } = commitCall(decision, [{ layer, debit, credit, amountMinor: 70 }]);
  return payer.call(statement, values);
}

test('of two first payers of a new account, together past its limit, exactly one gets through', async () => {
  for (let round = 0; round < 100; round += 1) {
    const results = await Promise.allSettled(payers.map((payer) => pay(payer, `purse ${round}`)));
    const failures = results.filter((result) => result.status === 'rejected');
    expect(failures).toMatchObject([{ reason: { code: '23514', constraint: 'within_limit' } }]);
  }
  const rows = await server.sql(
    `select count(*)::int as purses, max(credits_pending)::int as fullest from ledger.account_state where kind = 'purse'`,
  );
  expect(rows).toEqual([{ purses: 100, fullest: 70 }]);
});

test('what was not committed leaves its key free and no account behind', async () => {
  await expect(pay(payers[0], 'overdrawn', 'debit', 'posted')).rejects.toMatchObject({ constraint: 'never_overdrawn' });
  expect(await server.sql(`select from ledger.account where owner_id = 'overdrawn'`)).toEqual([]);
});

test('balances that are rebuilt keep their limits', async () => {
  await server.sql('select ledger.rebuild_balances()');
  await expect(pay(payers[0], 'purse 0')).rejects.toMatchObject({ constraint: 'within_limit' });
});

test('fails to limit a balance that is spread over rows', async () => {
  const wrong = `insert into ledger.account_kind (kind, normal_side, strategy, balance_shards, limit_minor) values ('spread', 'credit', 'sharded', 2, 1)`;
  await expect(server.sql(wrong)).rejects.toMatchObject({ constraint: 'limit_needs_one_row' });
});

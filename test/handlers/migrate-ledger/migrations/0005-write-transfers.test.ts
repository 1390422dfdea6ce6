import fc from 'fast-check';
import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlAccountStatements } from '../../../../handlers/adapters/postgresql/postgresql-account-statements';
import type { AccountKind } from '../../../../handlers/domain/ledger/transfer';
import { batchCall, commitCall, type LedgerCall } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

const strategies = ['locked', 'sharded', 'append-only'] as const;
type Strategy = (typeof strategies)[number];

let server: DatabaseServer;
let database: LedgerDatabase;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('balance-strategies');
  database = server.open({ poolSize: 4 });
  for (const strategy of strategies) {
    await server.sql(
      `insert into ledger.account_kind (kind, normal_side, strategy, balance_shards)
       select kind, side, $1, case $1 when 'sharded' then 4 else 1 end
       from (values ($2, 'debit'), ($3, 'credit')) as kinds (kind, side)`,
      [strategy, kindOf('debit', strategy), kindOf('credit', strategy)],
    );
  }
});
afterAll(() => server.stop());

const kindOf = (side: string, strategy: Strategy) => `${side}-${strategy}` as AccountKind;

interface Move {
  readonly layer: 'pending' | 'posted';
  readonly from: number;
  readonly to: number;
  readonly amountMinor: number;
}

/** A payment whose postings are those of the moves. */
function paymentOf(strategy: Strategy, run: string, moves: readonly Move[]) {
  const postings = moves.map(({ layer, from, to, amountMinor }) => ({
    layer,
    debit: { kind: kindOf('debit', strategy), ownerId: `${run} ${from}` },
    credit: { kind: kindOf('credit', strategy), ownerId: `${run} ${to}` },
    amountMinor,
  }));
  return [aDecision({ status: 'unresolved' }), postings] as const;
}

async function commit(strategy: Strategy, run: string, transfers: readonly (readonly Move[])[]): Promise<void> {
  const payments = transfers.map((moves) => paymentOf(strategy, run, moves));
  const half = Math.ceil(payments.length / 2); // by two at once, some alone and some together
  const together = made(batchCall(payments.slice(0, half)));
  const alone = payments.slice(half).map((payment) => made(commitCall(...payment)));
  const rollUp = database.call('select ledger.roll_up_balances()', []);
  await Promise.all([together, rollUp, ...alone]);
}

const made = ({ statement, values }: LedgerCall) => database.call(statement, values);

/** What somebody who knows no strategy sees of the accounts. */
async function seen(strategy: Strategy, run: string) {
  const kinds = ['debit', 'credit'].map((side) => kindOf(side, strategy));
  const balances = await server.sql(
    `select normal_side, owner_id, debits_pending, credits_pending, debits_posted, credits_posted
     from ledger.account_state where kind = any ($1) and starts_with(owner_id, $2) order by 1, 2`,
    [kinds, `${run} `],
  );
  const statements = new PostgresqlAccountStatements(database);
  const pages = kinds.flatMap((kind) =>
    [0, 1, 2].map((owner) => statements.page({ kind, ownerId: `${run} ${owner}`, currency: 'CHF' }, 500)),
  );
  const entries = (await Promise.all(pages)).map((page) =>
    page.map(({ layer, side, amountMinor }) => `${layer} ${side} ${amountMinor}`).sort(),
  );
  return { balances, entries };
}

const move: fc.Arbitrary<Move> = fc.record({
  layer: fc.constantFrom('pending', 'posted'),
  from: fc.nat({ max: 2 }),
  to: fc.nat({ max: 2 }),
  amountMinor: fc.integer({ min: 1, max: 999 }),
});

test('the same transfers leave the same balances and statements, whatever the strategy', async () => {
  let run = 0;
  const transfers = fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(transfers, async (some) => {
      run += 1;
      for (const strategy of strategies) await commit(strategy, `run-${run}`, some);
      const [locked, ...others] = await Promise.all(strategies.map((strategy) => seen(strategy, `run-${run}`)));
      expect(locked?.balances.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(locked);
    }),
    { numRuns: 25 },
  );
});

test('rolled up, nothing waits and every balance is what it was', async () => {
  const state = () => server.sql('select * from ledger.account_state order by account_id');
  await commit('append-only', 'rolled up', [[{ layer: 'posted', from: 0, to: 1, amountMinor: 7 }]]);
  await commit('append-only', 'rolled up', [[{ layer: 'posted', from: 0, to: 1, amountMinor: 8 }]]);
  const before = await state();
  await server.sql('select ledger.roll_up_balances()');
  expect(await server.sql('select from ledger.balance_increment')).toEqual([]);
  expect(await state()).toEqual(before);
  expect(await server.sql('select ledger.roll_up_balances() as increments')).toEqual([{ increments: 0 }]);
});

test('many roll-ups at once, while payments go on, count everything exactly once', async () => {
  const payments = Array.from({ length: 40 }, (_, index) =>
    commit('append-only', 'at once', [[{ layer: 'posted', from: index % 3, to: index % 2, amountMinor: 10 }]]),
  );
  const rollUps = Array.from({ length: 40 }, () => database.call('select ledger.roll_up_balances()', []));
  await Promise.all([...payments, ...rollUps]);
  const [sums] = await server.sql(
    `select sum(debits_posted)::int as debits, sum(credits_posted)::int as credits
     from ledger.account_state where starts_with(owner_id, 'at once')`,
  );
  expect(sums).toEqual({ debits: 400, credits: 400 });
});

test('transfers of unresolved payments are what a view tells of, and nothing else is wrong', async () => {
  expect([...new Set(await server.violations())]).toEqual(['postings of a payment differ from its totals']);
});

test('an overdrawn append-only account is told, since nobody can refuse it', async () => {
  const debit = { kind: kindOf('credit', 'append-only'), ownerId: 'overdrawn' };
  const credit = { kind: kindOf('debit', 'append-only'), ownerId: 'overdrawn' };
  await made(commitCall(aDecision({ status: 'unresolved' }), [{ layer: 'posted', debit, credit, amountMinor: 5 }]));
  expect(await server.violations()).toContain('append-only account is overdrawn');
  await server.sql('select ledger.roll_up_balances()');
  expect(await server.sql('select from ledger.balance_increment')).toEqual([]);
  expect(await server.violations()).toContain('append-only account is overdrawn');
});

test.each([
  ['a limit on an append-only account', `'append-only', 1, 100`, 'limit_needs_one_row'],
  ['a limit on a sharded account', `'sharded', 2, 100`, 'limit_needs_one_row'],
  ['several rows of a locked account', `'locked', 2, null`, 'shards_are_many'],
  ['one row of a sharded account', `'sharded', 1, null`, 'shards_are_many'],
])('fails for %s', async (_name, values, constraint) => {
  const wrong = `insert into ledger.account_kind (kind, normal_side, strategy, balance_shards, limit_minor)
    values ('wrong', 'credit', ${values})`;
  await expect(server.sql(wrong)).rejects.toMatchObject({ constraint });
});

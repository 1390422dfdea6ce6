import { PostgresqlLedgerCheck } from '../../../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let check: PostgresqlLedgerCheck;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('ledger-invariants');
  const database = server.open({ poolSize: 8 });
  check = new PostgresqlLedgerCheck(database);
  const ledger = new PostgresqlPaymentLedger(database);
  const decisions = Array.from({ length: 200 }, (_, index) => {
    const amount = { amountMinor: 1 + index * 17, currency: index % 3 === 0 ? 'EUR' : 'CHF' };
    return aDecision({}, { amount, merchantId: `merchant-${index % 7}` });
  });
  await Promise.all(decisions.map((decision) => ledger.commit(decision)));
  await check.rollUp();
});
afterAll(() => server.stop());

test('200 authorizations over two currencies break no promise', async () => {
  expect(await server.violations()).toEqual([]);
  expect(await check.measure()).toMatchObject({ imbalance: 0 });
});

const oneRow = (table: string) => `ctid = (select ctid from ledger.${table} limit 1)`;

test.each([
  [
    'a posting that says more',
    `update ledger.posting set amount_minor = amount_minor + 1 where ${oneRow('posting')}`,
    [
      'authorized payment has not exactly its amount pending',
      'cached balance differs from the postings',
      'postings of a payment differ from its totals',
    ],
  ],
  [
    'a posting that is gone',
    `delete from ledger.posting where ${oneRow('posting')}`,
    [
      'authorized payment has not exactly its amount pending',
      'cached balance differs from the postings',
      'postings of a payment differ from its totals',
    ],
  ],
  [
    'a posting to an account of another currency',
    `update ledger.posting set currency = 'USD' where ${oneRow('posting')}`,
    ['posting is in another currency than its account, or its account is not there'],
  ],
  [
    'a cached balance that says more',
    `update ledger.account_balance set debits_pending = debits_pending + 1 where ${oneRow('account_balance')}`,
    ['cached balance differs from the postings', 'trial balance is not balanced'],
  ],
  [
    'a cached balance that is gone',
    `delete from ledger.account_balance where ${oneRow('account_balance')}`,
    ['cached balance differs from the postings', 'trial balance is not balanced'],
  ],
  [
    'an account that is gone',
    `delete from ledger.account where ${oneRow('account')}`,
    [
      'cached balance differs from the postings',
      'posting is in another currency than its account, or its account is not there',
      'trial balance is not balanced',
    ],
  ],
  [
    'a decision that is gone',
    `delete from ledger.payment_transition where ${oneRow('payment_transition')}`,
    ['posting belongs to no transition'],
  ],
  [
    'a transition that follows nothing',
    `insert into ledger.payment_transition (payment_id, sequence, caller_id, idempotency_key, request_hash, step,
       from_status, status, event_id, occurred_at, amount_minor, step_minor, captured_minor)
     select payment_id, 3, caller_id, 'another', request_hash, 'capture', 'authorized', 'captured', event_id, now(), 1, 1, 1
     from ledger.payment_transition limit 1`,
    [
      'postings of a payment differ from its totals',
      'step is neither to be submitted nor answered, or both',
      'transitions of a payment leave a gap or do not follow each other',
    ],
  ],
])('%s is found', async (_name, change, expected) => {
  expect(await server.violationsAfter(change)).toEqual(expected);
});

test('an unbalanced cache is what the minutely check counts, once a currency', async () => {
  const add = (currency: string) =>
    `update ledger.account_balance set credits_pending = credits_pending + 5 where account_id in (
       select account_id from ledger.account where currency = '${currency}' limit 1)`;
  await server.sql(add('CHF'));
  expect(await check.measure()).toMatchObject({ imbalance: 1 });
  await server.sql(add('EUR'));
  expect(await check.measure()).toMatchObject({ imbalance: 2 });
});

test('balances are rebuilt from the postings', async () => {
  const balances = () => server.sql('select * from ledger.account_state order by account_id');
  const before = await server.sql('select * from ledger.account_volume order by account_id');
  await server.sql('update ledger.account_balance set debits_pending = 7');
  await server.sql('select ledger.rebuild_balances()');
  expect(await balances()).toMatchObject(before);
  expect(await server.violations()).toEqual([]);
});

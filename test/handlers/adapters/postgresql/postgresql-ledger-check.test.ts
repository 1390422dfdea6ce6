import { PostgresqlLedgerCheck } from '../../../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('ledger-check');
  await server.sql(`alter role ${server.application.user} set track_functions = 'all'`);
});
afterAll(() => server.stop());

test('what waits is rolled up, and nothing is begun where nothing waits', async () => {
  const database = server.open({ poolSize: 1 });
  const check = new PostgresqlLedgerCheck(database);
  const rollUp = async () => {
    const increments = await check.rollUp();
    await database.call('select pg_stat_force_next_flush()', []);
    const begun = await server.sql(`select calls from pg_stat_user_functions where funcname = 'roll_up_balances'`);
    return { increments, begun };
  };
  expect(await rollUp()).toEqual({ increments: 0, begun: [] });
  await new PostgresqlPaymentLedger(database).commit(aDecision());
  expect(await rollUp()).toEqual({ increments: 1, begun: [{ calls: '1' }] });
  expect(await rollUp()).toEqual({ increments: 0, begun: [{ calls: '1' }] });
});

test('the age of the outbox is that of its oldest entry, and nothing when there is none', async () => {
  const check = new PostgresqlLedgerCheck(server.open());
  await server.sql('truncate ledger.outbox');
  expect(await check.measure()).toEqual({ outboxAgeSeconds: 0, imbalance: 0 });
  for (const seconds of [90, 0]) {
    await server.sql(
      `insert into ledger.outbox (payment_id, event, recorded_at)
       values (gen_random_uuid(), '{}', now() - make_interval(secs => $1))`,
      [seconds],
    );
  }
  const { outboxAgeSeconds } = await check.measure();
  expect(outboxAgeSeconds).toBeGreaterThanOrEqual(90);
  expect(outboxAgeSeconds).toBeLessThan(120);
});

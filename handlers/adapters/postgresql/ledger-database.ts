import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { errorFields } from '../../runtime/error-fields';
import { LedgerUnavailableError } from '../../runtime/errors';
import type { Logger } from '../../runtime/logger';
import type { DatabaseLogins } from './database-login';
import { prepared } from './prepared-statement';
import { DEFAULT_RETRY, type RetryPolicy, retry } from './retry';
import { isOverload, isRefusal, isRefusedLogin, isTransient } from './transient-failure';
import { verifiedTls } from './trusted-certificates';

export interface LedgerDatabaseOptions {
  readonly logins: DatabaseLogins;
  /** Certificates in PEM that may sign the server's. */
  readonly authorities: readonly string[];
  readonly logger: Pick<Logger, 'warn'>;
  /** Seen in `pg_stat_activity`. */
  readonly applicationName: string;
  /** @default 2: a container handles one batch at a time, and every commit is one round trip */
  readonly poolSize?: number;
  /** @default DEFAULT_RETRY */
  readonly retry?: RetryPolicy;
}

/** Runs statements on a session whose transaction is open. */
export interface Session {
  call<Row extends QueryResultRow>(statement: string, values: readonly unknown[]): Promise<Row[]>;
}

const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 6_000; // a little more than the server's own, for sockets that died silently
const LONGEST_SESSION_SECONDS = 900;

/**
 * The container's connections to the ledger. A statement is prepared once a connection (docs/decisions/0035), so its text must be a
 * constant of the code.
 */
export class LedgerDatabase {
  private pool?: Promise<Pool>;
  /** Pools whose login was refused, while somebody still waits for one of their connections. */
  private readonly retired = new Set<Pool>();

  constructor(private readonly options: LedgerDatabaseOptions) {}

  /** One statement, repeated on transient failures: it must be harmless to repeat. */
  call<Row extends QueryResultRow>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    return this.repeat(async (pool) => (await pool.query<Row>(prepared(statement, values))).rows);
  }

  /** Opening is repeated, `work` is not: it may have effects elsewhere. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.repeat(begin);
    try {
      const result = await work({
        call: async (statement, values) => (await client.query(prepared(statement, values))).rows,
      });
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      client.release(true); // closing the connection rolls back, also when it is no longer usable
      throw isTransient(error) || isOverload(error) ? unavailable(error) : error;
    }
  }

  async close(): Promise<void> {
    const pool = this.pool;
    this.pool = undefined;
    this.endRetired();
    await (await pool)?.end();
  }

  private async repeat<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    try {
      return await retry(this.options.retry ?? DEFAULT_RETRY, isRepeatable, (attempt) => this.attempt(work, attempt));
    } catch (error) {
      throw isRepeatable(error) || isOverload(error) ? unavailable(error) : error;
    }
  }

  private async attempt<T>(work: (pool: Pool) => Promise<T>, attempt: number): Promise<T> {
    const pool = await this.open();
    try {
      return await work(pool);
    } catch (error) {
      if (!isRefusal(error)) this.options.logger.warn('database call failed', { attempt, ...errorFields(error) });
      if (isRefusedLogin(error)) await this.retire(pool);
      throw error;
    } finally {
      this.endRetired();
    }
  }

  /** Reads the login, without making a connection; a call does so itself where nobody did. */
  open(): Promise<Pool> {
    if (this.pool) return this.pool;
    const pool = this.connect();
    this.pool = pool;
    pool.catch(() => {
      if (this.pool === pool) this.pool = undefined;
    });
    return pool;
  }

  private async connect(): Promise<Pool> {
    const { applicationName, authorities, logins, logger, poolSize } = this.options;
    const login = await logins.read();
    const pool = new Pool({
      ...login,
      ssl: verifiedTls(authorities, login.host),
      max: poolSize ?? 2,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS,
      maxLifetimeSeconds: LONGEST_SESSION_SECONDS,
      idleTimeoutMillis: 0, // a frozen container cannot close them; a dead one is found and replaced by the next call
      keepAlive: true,
      allowExitOnIdle: true,
    });
    // without a listener the process would end; the statement under way, or the next one, is told as well
    const lost = (error: Error) => logger.warn('database connection lost', errorFields(error));
    return pool.on('connect', (client) => client.on('error', lost)).on('error', () => undefined);
  }

  /** New connections log in with what the secret says now, under its user name too; those in use finish their work. */
  private async retire(refused: Pool): Promise<void> {
    if ((await this.pool) !== refused) return;
    this.pool = undefined;
    this.options.logins.forget();
    this.retired.add(refused);
  }

  /** A pool that ends forgets those who wait for it, so it ends when nobody does. */
  private endRetired(): void {
    for (const pool of this.retired) {
      if (pool.waitingCount > 0) continue;
      this.retired.delete(pool);
      pool.end().catch((error: unknown) => this.options.logger.warn('pool did not end', errorFields(error)));
    }
  }
}

async function begin(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function isRepeatable(error: unknown): boolean {
  return isTransient(error) || isRefusedLogin(error);
}

function unavailable(cause: unknown): LedgerUnavailableError {
  return new LedgerUnavailableError('the ledger did not answer; nothing was committed, or the same key will find it', {
    cause,
  });
}

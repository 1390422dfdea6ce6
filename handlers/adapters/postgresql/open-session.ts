import { Client } from 'pg';
import { LedgerUnavailableError } from '../../runtime/errors';
import type { DatabaseLogin } from './database-login';
import { type RetryPolicy, retry } from './retry';
import { isTransient } from './transient-failure';
import { verifiedTls } from './trusted-certificates';

const CONNECT_TIMEOUT_MS = 5_000;

/** Outlasts a database that is just starting, within the time-out of the functions that serve the deployment. */
const PATIENCE: RetryPolicy = { attempts: 8, firstPauseMs: 200, longestPauseMs: 5_000, deadlineMs: 25_000 };

/** One session of its own, for work that a pool would be in the way of; it ends with `work`. */
export async function withSession<T>(
  login: DatabaseLogin,
  authorities: readonly string[],
  applicationName: string,
  work: (session: Client) => Promise<T>,
): Promise<T> {
  const session = await retry(PATIENCE, isTransient, () => connect(login, authorities, applicationName)).catch(
    (cause) => {
      throw isTransient(cause) ? new LedgerUnavailableError('the database did not answer', { cause }) : cause;
    },
  );
  try {
    return await work(session);
  } finally {
    await session.end().catch(() => undefined); // it may be gone already
  }
}

async function connect(login: DatabaseLogin, authorities: readonly string[], applicationName: string): Promise<Client> {
  const client = new Client({
    ...login,
    ssl: verifiedTls(authorities, login.host),
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined); // the statement under way is told; without this the process would end
  await client.connect();
  return client;
}

import { existsSync, readFileSync } from 'node:fs';
import { Pool, type PoolConfig } from 'pg';
import { loginsFile } from '../database/databases';

/** What the ledger says of a payment. */
export interface LedgerEntry {
  readonly status: string;
  readonly declineCode: string | null;
  readonly eventId: string;
  readonly postings: number;
}

const PAYMENT = `
  SELECT t.status, t.decline_code AS "declineCode", t.event_id AS "eventId",
    (SELECT count(*)::int FROM ledger.posting AS g WHERE g.payment_id = t.payment_id) AS postings
  FROM ledger.payment_transition AS t WHERE t.payment_id = $1 ORDER BY t.sequence DESC LIMIT 1`;

/** How to open a session in each database of a running cloud, as its superuser; by the cluster's identifier. */
export function databaseLogins(databaseFolder: string): Readonly<Record<string, PoolConfig>> {
  const file = loginsFile(databaseFolder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Looks into the ledger from outside, past every function. */
export class LedgerReader {
  private readonly pool: Pool;

  constructor(databaseFolder: string, connections = 4) {
    const [login] = Object.values(databaseLogins(databaseFolder));
    if (!login) throw new Error('no database runs yet: no function has opened a session');
    this.pool = new Pool({ ...login, max: connections });
    this.pool.on('error', () => undefined); // the server stopped first
  }

  async find(paymentId: string): Promise<LedgerEntry | undefined> {
    const { rows } = await this.pool.query<LedgerEntry>(PAYMENT, [paymentId]);
    return rows[0];
  }

  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.pool.query<Row>(sql, [...values])).rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

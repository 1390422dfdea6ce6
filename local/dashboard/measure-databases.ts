import { Client } from 'pg';
import { databaseLogins } from '../drive/ledger-reader';
import type { MeasuredValues } from './measured-values';

const STATE = `
  SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS connections,
    (SELECT sum(deadlocks)::int FROM pg_stat_database) AS deadlocks`;

interface State {
  readonly connections: number;
  readonly deadlocks: number;
}

/** What PostgreSQL says of itself at this moment, in place of the cluster that the emulator only describes. */
export class DatabaseMeter {
  readonly #deadlocks = new Map<string, number>();

  constructor(
    private readonly databaseFolder: string,
    private readonly region: string,
  ) {}

  async measure(at: number, values: MeasuredValues): Promise<void> {
    for (const [DBClusterIdentifier, login] of Object.entries(databaseLogins(this.databaseFolder))) {
      const client = new Client(login);
      await client.connect();
      try {
        const { rows } = await client.query<State>(STATE);
        const metric = { region: this.region, namespace: 'AWS/RDS', dimensions: { DBClusterIdentifier } };
        values.add({ ...metric, name: 'DatabaseConnections' }, { at, value: rows[0].connections });
        // PostgreSQL counts since its start, CloudWatch in each period
        const before = this.#deadlocks.get(DBClusterIdentifier) ?? rows[0].deadlocks;
        values.add({ ...metric, name: 'Deadlocks' }, { at, value: rows[0].deadlocks - before });
        this.#deadlocks.set(DBClusterIdentifier, rows[0].deadlocks);
      } finally {
        await client.end();
      }
    }
  }
}

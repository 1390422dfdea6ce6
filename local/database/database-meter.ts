import { freemem } from 'node:os';
import { Client, type ClientConfig } from 'pg';
import type { MetricLog, Values } from '../metrics/metric-log';
import { processTimeMs, shareOfMachine } from './process-time';

/** Parameters of a server that is measured: it times its own writing. */
export const METERED = { track_wal_io_timing: 'on' };

const LOOK_EVERY_MS = 5_000;

const STATE = `
  SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS server,
    (SELECT array_agg(pid) FROM pg_stat_activity) AS children,
    (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS connections,
    (SELECT sum(deadlocks)::int FROM pg_stat_database) AS deadlocks,
    (SELECT sum(pg_database_size(oid))::float8 FROM pg_database) AS bytes,
    (SELECT wal_write_time + wal_sync_time FROM pg_stat_wal) AS "writingMs",
    pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS written`;

interface Row {
  readonly server: number;
  readonly children: readonly number[];
  readonly connections: number;
  readonly deadlocks: number;
  readonly bytes: number;
  /** Time that the log of all transactions took to be written. */
  readonly writingMs: number;
  /** Transactions that wrote something. */
  readonly written: number;
}

interface State extends Row {
  readonly at: number;
  readonly computedMs?: number;
}

/** Of all commits so far. */
type Commits = Pick<Row, 'written' | 'writingMs'>;

/** Writes what a PostgreSQL says of itself, under the names that Aurora has for it, every five seconds until it is stopped. */
export class DatabaseMeter {
  readonly #timer: NodeJS.Timeout;
  #client?: Promise<Client>;
  #before?: State;
  #commitsBefore?: Commits;
  #looking?: Promise<void>;

  constructor(
    private readonly clusterId: string,
    private readonly login: ClientConfig,
    private readonly log: MetricLog,
    everyMs = LOOK_EVERY_MS,
  ) {
    const look = () => {
      this.#looking ??= this.look().finally(() => {
        this.#looking = undefined;
      });
    };
    this.#timer = setInterval(look, everyMs);
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.disconnect();
  }

  /** A server that does not answer is asked again the next time. */
  private async look(): Promise<void> {
    try {
      this.#client ??= connected(this.login);
      const { rows } = await (await this.#client).query<Row>(STATE);
      const now = { ...rows[0], at: Date.now(), computedMs: processTimeMs(rows[0].server, rows[0].children) };
      this.write(now, this.#before);
      this.#before = now;
    } catch {
      await this.disconnect();
    }
  }

  private async disconnect(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  private write(now: State, before: State | undefined): void {
    const put = (values: Values, role?: string) => {
      const dimensions = { DBClusterIdentifier: this.clusterId, ...(role && { Role: role }) };
      this.log.put(now.at, 'AWS/RDS', dimensions, values);
    };
    const values = { ...valuesOf(now), ...(before && changesOf(now, before)), ...this.commitLatency(now) };
    put({ ...values, VolumeBytesUsed: { value: now.bytes, unit: 'Bytes' } });
    put(values, 'WRITER');
  }

  /**
   * The time that the log of a commit took to be written: servers here do not wait for a disk. A session tells its time
   * up to a second after its commit, so the time waits for the commits and they for it.
   */
  private commitLatency(now: Commits): Values {
    this.#commitsBefore ??= now;
    const written = now.written - this.#commitsBefore.written;
    const writingMs = now.writingMs - this.#commitsBefore.writingMs;
    if (written <= 0 || writingMs <= 0) return {};
    this.#commitsBefore = now;
    return { CommitLatency: { value: writingMs / written, unit: 'Milliseconds' } };
  }
}

async function connected(login: ClientConfig): Promise<Client> {
  const client = new Client(login);
  client.on('error', () => undefined); // the next look finds out
  await client.connect();
  return client;
}

/** Memory is that of this machine, which the server shares. */
const valuesOf = ({ connections }: State): Values => ({
  DatabaseConnections: { value: connections, unit: 'Count' },
  FreeableMemory: { value: freemem(), unit: 'Bytes' },
});

/** What Aurora tells as averages since the last time. */
function changesOf(now: State, before: State): Values {
  const elapsedMs = now.at - before.at;
  const computedMs = (now.computedMs ?? Number.NaN) - (before.computedMs ?? Number.NaN);
  const deadlocks = (now.deadlocks - before.deadlocks) / (elapsedMs / 1000);
  return {
    Deadlocks: { value: deadlocks, unit: 'Count/Second' },
    ...(computedMs >= 0 && { CPUUtilization: { value: shareOfMachine(computedMs, elapsedMs), unit: 'Percent' } }),
  };
}

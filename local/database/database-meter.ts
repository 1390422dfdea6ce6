import { freemem } from 'node:os';
import { Client, type ClientConfig } from 'pg';
import type { MetricLog, Values } from '../metrics/metric-log';
import { type DatabaseState, readState } from './database-state';
import { shareOfMachine } from './process-time';

const LOOK_EVERY_MS = 5_000;

/** Of all commits so far. */
type Commits = Pick<DatabaseState, 'written' | 'logMs'>;

/** Writes what a PostgreSQL says of itself, under the names that Aurora has for it, every five seconds until it is stopped. */
export class DatabaseMeter {
  readonly #timer: NodeJS.Timeout;
  #client?: Promise<Client>;
  #before?: DatabaseState;
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
      const now = await readState(await this.#client);
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

  private write(now: DatabaseState, before: DatabaseState | undefined): void {
    const put = (values: Values, role?: string) => {
      const dimensions = { DBClusterIdentifier: this.clusterId, ...(role && { Role: role }) };
      this.log.put(now.at, 'AWS/RDS', dimensions, values);
    };
    const values = { ...valuesOf(now), ...(before && changesOf(now, before)), ...this.commitLatency(now) };
    put({ ...values, ...volumeOf(now, before) });
    put(values, 'WRITER');
  }

  /**
   * The time that the log of a commit took to be written: servers here do not wait for a disk. A session tells its time
   * up to a second after its commit, so the time waits for the commits and they for it.
   */
  private commitLatency(now: Commits): Values {
    this.#commitsBefore ??= now;
    const written = now.written - this.#commitsBefore.written;
    const logMs = now.logMs - this.#commitsBefore.logMs;
    if (written <= 0 || logMs <= 0) return {};
    this.#commitsBefore = now;
    return { CommitLatency: { value: logMs / written, unit: 'Milliseconds' } };
  }
}

async function connected(login: ClientConfig): Promise<Client> {
  const client = new Client(login);
  client.on('error', () => undefined); // the next look finds out
  await client.connect();
  return client;
}

/** Memory is that of this machine, which the server shares. */
const valuesOf = ({ connections }: DatabaseState): Values => ({
  DatabaseConnections: { value: connections, unit: 'Count' },
  FreeableMemory: { value: freemem(), unit: 'Bytes' },
});

/** What Aurora tells as averages since the last time. */
function changesOf(now: DatabaseState, before: DatabaseState): Values {
  const elapsedMs = now.at - before.at;
  const computedMs = (now.computedMs ?? Number.NaN) - (before.computedMs ?? Number.NaN);
  const deadlocks = (now.deadlocks - before.deadlocks) / (elapsedMs / 1000);
  const reads = now.reads - before.reads;
  const writes = now.writes - before.writes;
  const seconds = (milliseconds: number, operations: number) => ({
    value: milliseconds / operations / 1000,
    unit: 'Seconds',
  });
  return {
    Deadlocks: { value: deadlocks, unit: 'Count/Second' },
    ...(computedMs >= 0 && { CPUUtilization: { value: shareOfMachine(computedMs, elapsedMs), unit: 'Percent' } }),
    ...(reads > 0 && { ReadLatency: seconds(now.readMs - before.readMs, reads) }),
    ...(writes > 0 && { WriteLatency: seconds(now.writeMs - before.writeMs, writes) }),
  };
}

/** Of the cluster alone, which has one volume. */
const volumeOf = (now: DatabaseState, before: DatabaseState | undefined): Values => ({
  VolumeBytesUsed: { value: now.bytes, unit: 'Bytes' },
  ...(before && {
    VolumeReadIOPs: { value: now.reads - before.reads, unit: 'Count' },
    VolumeWriteIOPs: { value: now.writes - before.writes, unit: 'Count' },
  }),
});

import type { Client } from 'pg';
import { processTimeMs } from './process-time';

/** Parameters of a server that is measured: it times its own reading and writing. */
export const METERED = { track_io_timing: 'on', track_wal_io_timing: 'on' };

const STATE = `
  SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS server,
    (SELECT array_agg(pid) FROM pg_stat_activity) AS children,
    (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS connections,
    (SELECT sum(deadlocks)::int FROM pg_stat_database) AS deadlocks,
    (SELECT sum(pg_database_size(oid))::float8 FROM pg_database) AS bytes,
    pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS written,
    log.wal_write_time + log.wal_sync_time AS "logMs",
    io.reads, io."readMs", io.writes + log.wal_write AS writes, io."writeMs" + log.wal_write_time AS "writeMs"
  FROM pg_stat_wal AS log, (
    SELECT sum(reads)::float8 AS reads, sum(read_time) AS "readMs",
      sum(coalesce(writes, 0) + coalesce(extends, 0))::float8 AS writes,
      sum(coalesce(write_time, 0) + coalesce(extend_time, 0)) AS "writeMs"
    FROM pg_stat_io) AS io`;

interface Row {
  /** Process ids. */
  readonly server: number;
  readonly children: readonly number[];
  readonly connections: number;
  readonly deadlocks: number;
  readonly bytes: number;
  /** Transactions that wrote something. */
  readonly written: number;
  /** Time that the log of all transactions took to be written. */
  readonly logMs: number;
  readonly reads: number;
  readonly readMs: number;
  /** Those of the log are among them. */
  readonly writes: number;
  readonly writeMs: number;
}

/** What a server says of itself at a time: how it is now, and what it has done since its start. */
export interface DatabaseState extends Row {
  readonly at: number;
  /** @default - this system does not tell */
  readonly computedMs?: number;
}

/** Asked in a session of a superuser, which is not counted. */
export async function readState(client: Client): Promise<DatabaseState> {
  const { rows } = await client.query<Row>(STATE);
  return { ...rows[0], at: Date.now(), computedMs: processTimeMs(rows[0].server, rows[0].children) };
}

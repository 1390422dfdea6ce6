import { markdownTable } from '../run-benchmarks';
import { commitPayment } from './commit-scripts';
import { load } from './pgbench';
import type { BenchmarkServer } from './server';

const SECONDS = 3;
/** Above those of all rounds. */
const FIRST = 50_000_000;

/** Statements of a commit by their mean time, with what they call: watched, each takes a little longer than it does alone. */
export async function whereTheTimeGoes(server: BenchmarkServer): Promise<string> {
  await server.sql(`alter system set pg_stat_statements.track = 'all'`);
  await server.sql('select pg_reload_conf(), pg_stat_statements_reset()');
  await load(server, commitPayment, SECONDS, FIRST);
  return markdownTable(
    await server.sql<Record<string, string | number>>(
      `select calls, round((1000 * mean_exec_time)::numeric)::int as "mean µs",
         round((100 * total_exec_time / max(total_exec_time) over ())::numeric)::int as "share %",
         left(regexp_replace(query, '\\s+', ' ', 'g'), 72) as statement
       from pg_stat_statements where calls > 100 order by total_exec_time desc limit 12`,
    ),
  );
}

import type { Benchmark } from '../benchmark';
import { median } from '../median';
import { commitPayment } from './commit-scripts';
import { fill } from './fill';
import { load } from './pgbench';
import { bareTransfer } from './scripts';
import { type BenchmarkServer, withBenchmarkServer } from './server';

const GOAL = 1.2;
const FEW = 10_000;
const MANY = Number(process.env.BENCH_POSTINGS ?? 10_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

/** Commits a second of a ledger of some size, as a share of bare transfers in the same round: what else the machine does is in both. */
async function paceOf(server: BenchmarkServer, first: number): Promise<number> {
  const paces: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = first + round * 1_000_000;
    const bare = await load(server, bareTransfer, SECONDS, from);
    const commits = await load(server, commitPayment, SECONDS, from);
    if (round > 0) paces.push(commits.perSecond / bare.perSecond);
  }
  return median(paces);
}

/** Tables of the ledger with their indexes, by what the commits since `payments` have added. */
async function sizes(server: BenchmarkServer) {
  const [size] = await server.sql<{ bytes: number; payments: number }>(
    `select sum(pg_total_relation_size(c.oid))::float8 as bytes, (select count(*)::int from ledger.payment) as payments
     from pg_class as c where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'`,
  );
  return size ?? { bytes: Number.NaN, payments: Number.NaN };
}

/** What a commit takes with many postings, against the same ledger with few; and what a payment takes on disk. */
export const benchmark: Benchmark = {
  name: 'ledger-growth',
  goal: `≤ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer(async (server) => {
      await fill(server, FEW);
      const before = await sizes(server);
      const few = await paceOf(server, 0);
      const after = await sizes(server);
      const bytes = Math.round((after.bytes - before.bytes) / (after.payments - before.payments));
      report(`${bytes} bytes a payment on disk, indexes, event and audit record included`);
      const start = performance.now();
      await fill(server, MANY);
      report(`${MANY} postings in ${Math.round((performance.now() - start) / 1_000)} s`);
      const many = await paceOf(server, 20_000_000);
      const ratio = few / many;
      return {
        ratio,
        measured: `${many.toFixed(2)} of bare`,
        reference: `${few.toFixed(2)} of bare`,
        pass: ratio <= GOAL,
        rows: [
          { postings: FEW, 'share of bare transfers': few.toFixed(2), 'bytes a payment': bytes },
          { postings: MANY, 'share of bare transfers': many.toFixed(2), 'bytes a payment': '' },
        ],
      };
    }),
};

import { setTimeout as wait } from 'node:timers/promises';
import type { Measured } from '../benchmark';
import { median } from '../median';
import { type Load, load } from './pgbench';
import type { BenchmarkServer } from './server';

export interface Comparison {
  readonly measured: {
    readonly name: string;
    readonly script: string;
    /** How many of what is counted one call of the script gets done. @default 1 */
    readonly perCall?: number;
  };
  readonly reference: { readonly name: string; readonly script: string };
  /** The least that is enough, as a share of the reference. */
  readonly goal: number;
}

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15); // many short ones: what disturbs the machine lasts longer than one
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
/** No client gets as far in a round. */
const PER_ROUND = 1_000_000;

/** A round pays for what a round leaves to be done: the sweeper's work of each minute in production, here of each round. */
async function rollingUp<T>(server: BenchmarkServer, work: () => Promise<T>): Promise<T> {
  const working = work();
  await Promise.race([wait(500), working]);
  await server.sql('select ledger.roll_up_balances()');
  return working;
}

/** Both in turn, so that what disturbs the machine disturbs both. The first round fills caches and makes accounts. */
export async function compare(
  server: BenchmarkServer,
  { measured, reference, goal }: Comparison,
  report: (line: string) => void,
): Promise<Measured> {
  const rounds: { readonly measured: Load; readonly reference: Load }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = round * PER_ROUND;
    const result = {
      reference: await load(server, reference.script, SECONDS, first),
      measured: counted(measured.perCall, await rollingUp(server, () => load(server, measured.script, SECONDS, first))),
    };
    if (round === 0) continue;
    rounds.push(result);
    report(`round ${round}: ${(result.measured.perSecond / result.reference.perSecond).toFixed(2)}`);
  }
  const ratio = median(rounds.map((one) => one.measured.perSecond / one.reference.perSecond));
  const loads = { measured: rounds.map((one) => one.measured), reference: rounds.map((one) => one.reference) };
  return {
    ratio,
    measured: `${perSecond(loads.measured)}/s`,
    reference: `${perSecond(loads.reference)}/s`,
    pass: ratio >= goal,
    rows: [row(reference.name, loads.reference), row(measured.name, loads.measured)],
  };
}

const counted = (perCall = 1, { perSecond, ...latency }: Load): Load => ({
  perSecond: perSecond * perCall,
  ...latency,
});

const perSecond = (loads: readonly Load[]) => Math.round(median(loads.map((one) => one.perSecond)));

function row(what: string, loads: readonly Load[]) {
  const ms = (of: (one: Load) => number) => median(loads.map(of)).toFixed(2);
  return { what, 'per second': perSecond(loads), 'p50 ms': ms(({ p50 }) => p50), 'p99 ms': ms(({ p99 }) => p99) };
}

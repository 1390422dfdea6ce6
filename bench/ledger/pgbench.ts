import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchmarkServer } from './server';

/** What 16 clients got done in some seconds. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const CLIENTS = 16;
const DEBIAN = '/usr/lib/postgresql';
const run = promisify(execFile);

/** The same load generator for both sides of a comparison, so that the client costs the same. */
function program(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted().reverse() : [];
  const found = versions.map((version) => join(DEBIAN, version, 'bin', 'pgbench')).find((path) => existsSync(path));
  return found ?? 'pgbench';
}

/** Runs a script by 16 clients. The variable `n` begins at `first` in every client: what was there before is not met again. */
export async function load(
  { environment }: BenchmarkServer,
  script: string,
  seconds: number,
  first: number,
): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    writeFileSync(file, script);
    const flags = [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${CLIENTS}`,
      '--jobs=1',
      `--time=${seconds}`,
      `--define=n=${first}`,
    ];
    const args = [...flags, '--log', `--log-prefix=${join(folder, 'log')}`, `--file=${file}`];
    const { stdout } = await run(program(), args, { env: { PATH: process.env.PATH, ...environment } });
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    if (!/failed transactions: 0 /.test(stdout)) throw new Error(`transactions failed:\n${stdout}`);
    const latencies = Float64Array.from(latenciesIn(folder)).sort();
    const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? Number.NaN) / 1_000;
    return { perSecond, p50: at(0.5), p99: at(0.99) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Microseconds: the third field of a line of the log. */
function latenciesIn(folder: string): number[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith('log'));
  const lines = logs.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
  return lines.map((line) => Number(line.split(' ', 3)[2]));
}

import { benchmarks } from './benchmarks';
import { machine } from './machine';
import { chosen, runBenchmarks } from './run-benchmarks';

const report = (line: string) => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<boolean> {
  const asked = chosen(benchmarks, process.argv.slice(2));
  report(machine());
  return runBenchmarks(asked, report);
}

main().then(
  (met) => process.exit(met ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'the benchmark failed'}\n`);
    process.exit(1); // servers that were started end with their parent
  },
);

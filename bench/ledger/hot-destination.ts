import type { Benchmark } from '../benchmark';
import { compare } from './rounds';
import { bareAppend, hotDestination } from './scripts';
import { withBenchmarkServer } from './server';

const GOAL = 0.7;

/** Everybody pays to one account, whose balance is on both sides what was appended. */
export const benchmark: Benchmark = {
  name: 'ledger-hot-destination',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer((server) => {
      const measured = { name: 'ledger transfer', script: hotDestination };
      const reference = { name: 'bare append', script: bareAppend };
      return compare(server, { measured, reference, goal: GOAL }, report);
    }),
};

import type { Benchmark } from '../benchmark';
import { compare } from './rounds';
import { bareAppend, hotDestination } from './scripts';
import { withBenchmarkServer } from './server';

const GOAL = 0.7;

/** Everybody pays to one account, which is append-only on both sides; what waits for its balance is rolled up between the rounds. */
export const benchmark: Benchmark = {
  name: 'ledger-hot-destination',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer((server) => {
      const measured = { name: 'ledger transfer', script: hotDestination };
      const reference = { name: 'bare append', script: bareAppend };
      const between = () => server.sql('select ledger.roll_up_balances()');
      return compare(server, { measured, reference, goal: GOAL, between }, report);
    }),
};

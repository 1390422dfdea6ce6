import type { Benchmark } from '../benchmark';
import { compare } from './rounds';
import { bareTransfer, ledgerTransfer } from './scripts';
import { withBenchmarkServer } from './server';

const GOAL = 0.8;

/** Transfers between 2,000 accounts whose balances are locked, against the bare function that locks them in the same order. */
export const benchmark: Benchmark = {
  name: 'ledger-transfers',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer((server) => {
      const measured = { name: 'ledger transfer', script: ledgerTransfer };
      return compare(
        server,
        { measured, reference: { name: 'bare transfer', script: bareTransfer }, goal: GOAL },
        report,
      );
    }),
};

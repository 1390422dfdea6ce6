import type { Benchmark } from '../benchmark';
import { compare } from './rounds';
import { bareTransfer, ledgerTransfer, lockedTransfer } from './scripts';
import { withBenchmarkServer } from './server';

const GOAL = 0.8;
const reference = { name: 'bare transfer', script: bareTransfer };

/**
 * Transfers between 2,000 accounts that are kept as those of payments are (append-only, rolled up meanwhile), against the bare
 * function that locks two balances. The same over accounts that are locked is shown beside it.
 */
export const benchmark: Benchmark = {
  name: 'ledger-transfers',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer(async (server) => {
      const kept = { name: 'ledger transfer', script: ledgerTransfer };
      const locked = { name: 'ledger transfer, locked', script: lockedTransfer };
      const result = await compare(server, { measured: kept, reference, goal: GOAL }, report);
      const beside = await compare(server, { measured: locked, reference, goal: GOAL }, () => undefined);
      report(`of locked accounts: ${beside.ratio.toFixed(2)}`);
      return { ...result, rows: [...result.rows, ...beside.rows.slice(1)] };
    }),
};

import type { Benchmark } from '../benchmark';
import { COMMITS_A_BATCH, commitPayment, commitPayments } from './commit-scripts';
import { compare } from './rounds';
import { bareTransfer } from './scripts';
import { withBenchmarkServer } from './server';
import { whereTheTimeGoes } from './where-the-time-goes';

const GOAL = 0.4;
const reference = { name: 'bare transfer', script: bareTransfer };

/**
 * A whole commit (key, payment, transition, postings, outbox, audit record) against one bare transfer. Commits of ten payments in
 * one call, as the queue consumer sends them, are shown beside it, by the payment.
 */
export const benchmark: Benchmark = {
  name: 'ledger-commit-payment',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer(async (server) => {
      const single = { name: 'whole commit', script: commitPayment };
      const batch = { name: `whole commits by ${COMMITS_A_BATCH}`, script: commitPayments, perCall: COMMITS_A_BATCH };
      const result = await compare(server, { measured: single, reference, goal: GOAL }, report);
      const beside = await compare(server, { measured: batch, reference, goal: GOAL }, () => undefined);
      report(`of payments by ${COMMITS_A_BATCH} in one call: ${beside.ratio.toFixed(2)}`);
      report(await whereTheTimeGoes(server));
      return { ...result, rows: [...result.rows, ...beside.rows.slice(1)] };
    }),
};

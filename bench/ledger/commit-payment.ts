import type { Benchmark } from '../benchmark';
import { compare } from './rounds';
import { bareTransfer, commitPayment } from './scripts';
import { withBenchmarkServer } from './server';
import { whereTheTimeGoes } from './where-the-time-goes';

const GOAL = 0.4;

/** A whole commit (key, payment, transition, postings, outbox, audit record) against one bare transfer. */
export const benchmark: Benchmark = {
  name: 'ledger-commit-payment',
  goal: `≥ ${GOAL}`,
  run: (report) =>
    withBenchmarkServer(async (server) => {
      const measured = { name: 'whole commit', script: commitPayment };
      const reference = { name: 'bare transfer', script: bareTransfer };
      const result = await compare(server, { measured, reference, goal: GOAL }, report);
      report(await whereTheTimeGoes(server));
      return result;
    }),
};

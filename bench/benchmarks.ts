import type { Benchmark } from './benchmark';
import { benchmark as bundledSdk } from './cold-start/bundled-sdk';
import { benchmark as coldStart } from './cold-start/cold-start';
import { benchmark as fraudScoring } from './fraud-scoring';
import { benchmark as commitPayment } from './ledger/commit-payment';
import { benchmark as growth } from './ledger/growth';
import { benchmark as hotDestination } from './ledger/hot-destination';
import { benchmark as ledgerTransfers } from './ledger/transfers';

/** All of them, in the order of the table in README.md. */
export const benchmarks: readonly Benchmark[] = [
  ledgerTransfers,
  hotDestination,
  commitPayment,
  growth,
  coldStart,
  bundledSdk,
  fraudScoring,
];

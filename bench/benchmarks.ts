import type { Benchmark } from './benchmark';
import { benchmark as bundledSdk } from './cold-start/bundled-sdk';
import { benchmark as coldStart } from './cold-start/cold-start';
import { benchmark as fraudScoring } from './fraud-scoring';

/** All of them, in the order of the table in README.md. */
export const benchmarks: readonly Benchmark[] = [coldStart, bundledSdk, fraudScoring];

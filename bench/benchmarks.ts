import type { Benchmark } from './benchmark';
import { benchmark as fraudScoring } from './fraud-scoring';

/** All of them, in the order of the table in README.md. */
export const benchmarks: readonly Benchmark[] = [fraudScoring];

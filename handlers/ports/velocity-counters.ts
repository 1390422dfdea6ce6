import type { VelocityAttempt, VelocityCounts } from '../domain/fraud/velocity';

/** Counters per card fingerprint, customer, e-mail and IP address, each in a bounded item with a time to live. */
export interface VelocityCounters {
  /** Adds this attempt and returns the counts at its time that include it. */
  record(attempt: VelocityAttempt): Promise<VelocityCounts>;
  /** Remembers that the issuer declined an attempt; twice has no effect. */
  recordDecline(attempt: VelocityAttempt): Promise<void>;
}

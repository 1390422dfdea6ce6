import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryPolicy {
  readonly attempts: number;
  /** The first pause is between 0 and this, and the bound doubles each time. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** No attempt starts later than this after the first. */
  readonly deadlineMs: number;
}

/** Outlasts a lost connection and a deadlock, not a failover: the queue comes back after that. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 6, firstPauseMs: 25, longestPauseMs: 1_000, deadlineMs: 8_000 };

/** Repeats `work` while `mayRepeat` says so. Pauses are wholly random, so that callers that collided do not collide again. */
export async function retry<T>(
  policy: RetryPolicy,
  mayRepeat: (error: unknown) => boolean,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const pause = Math.random() * Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (attempt - 1));
      const late = performance.now() - start + pause > policy.deadlineMs;
      if (attempt >= policy.attempts || late || !mayRepeat(error)) throw error;
      await sleep(pause);
    }
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import type { ApiAnswer } from './api-client';

const TRIES = 5;

/** As a client does: the same request with the same key again, when the answer says that this may help and how long to wait. */
export async function patiently(
  send: () => Promise<ApiAnswer>,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<{ readonly answer: ApiAnswer; readonly tries: number }> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (!isRetryable(answer) || tries === TRIES) return { answer, tries };
    await pause(Number(answer.headers['retry-after'] ?? 1) * 1_000);
  }
}

export function isRetryable({ json }: ApiAnswer): boolean {
  return typeof json === 'object' && json !== null && 'retryable' in json && json.retryable === true;
}

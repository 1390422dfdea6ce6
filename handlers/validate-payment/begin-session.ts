import type { IdempotencyKey, IdempotencySessions, SessionStart } from '../ports/idempotency-sessions';

export interface BeginSessionPorts {
  readonly sessions: Pick<IdempotencySessions, 'begin'>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Most first requests end within these; longer waits would hold concurrency that others need. */
const PAUSES_MS = [100, 200, 400];

/** Takes the key; while another request holds it, waits a little for that one's answer. */
export async function beginSession(
  { sessions, wait }: BeginSessionPorts,
  key: IdempotencyKey,
  requestHash: string,
  newPaymentId: string,
): Promise<SessionStart> {
  let start = await sessions.begin(key, requestHash, newPaymentId);
  for (const pause of PAUSES_MS) {
    if (start.outcome !== 'in-progress') break;
    await wait(pause);
    start = await sessions.begin(key, requestHash, newPaymentId);
  }
  return start;
}

import type { IdempotencyKey, IdempotencySessions, StoredAnswer } from '../../../handlers/ports/idempotency-sessions';

interface Session {
  readonly requestHash: string;
  readonly paymentId: string;
  readonly held: boolean;
  readonly answer?: StoredAnswer;
}

export interface MemoryIdempotencySessions extends IdempotencySessions {
  readonly stored: Map<string, Session>;
}

/** Of all sessions in memory. */
const SESSIONS_EXPIRE = new Date('2027-12-26T10:02:00.000Z');

export function memoryIdempotencySessions(): MemoryIdempotencySessions {
  const stored = new Map<string, Session>();
  const nameOf = ({ callerId, idempotencyKey }: IdempotencyKey) => `${callerId}#${idempotencyKey}`;
  const change = (key: IdempotencyKey, changes: Partial<Session>) => {
    const session = stored.get(nameOf(key));
    if (session !== undefined) stored.set(nameOf(key), { ...session, ...changes });
  };
  return {
    stored,
    begin: async (key, requestHash, newPaymentId) => {
      const session = stored.get(nameOf(key)) ?? { requestHash, paymentId: newPaymentId, held: false };
      const { paymentId, answer } = session;
      if (session.requestHash !== requestHash) return { outcome: 'mismatch' };
      if (answer !== undefined) return { outcome: 'completed', paymentId, answer };
      if (session.held) return { outcome: 'in-progress' };
      stored.set(nameOf(key), { ...session, held: true });
      return { outcome: 'started', paymentId, expiresAt: SESSIONS_EXPIRE };
    },
    complete: async (key, answer) => change(key, { answer: stored.get(nameOf(key))?.answer ?? answer }),
    abandon: async (key) => change(key, { held: false }),
    forget: async (key) => void stored.delete(nameOf(key)),
  };
}

/**
 * Replay cache at the edge. The truth of "exactly once" is the ledger's unique key; this keeps retries cheap
 * and gives a retry the payment id of the first try, also after a crash in between.
 */
export interface IdempotencyKey {
  readonly callerId: string;
  readonly idempotencyKey: string;
}

export type SessionStart =
  /** The answer is replayed until it expires; the key itself holds for ever in the ledger. */
  | { readonly outcome: 'started'; readonly paymentId: string; readonly expiresAt: Date }
  | { readonly outcome: 'completed'; readonly paymentId: string; readonly answer: StoredAnswer }
  | { readonly outcome: 'in-progress' }
  | { readonly outcome: 'mismatch' };

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IdempotencySessions {
  /** Takes the key, or tells who has it. A try that died is taken over after its lease, with its payment id. */
  begin(key: IdempotencyKey, requestHash: string, newPaymentId: string): Promise<SessionStart>;
  /** Keeps the answer; the first one stands. */
  complete(key: IdempotencyKey, answer: StoredAnswer): Promise<void>;
  /** Gives the key back after an error that had no effect, so that the client may try again at once. */
  abandon(key: IdempotencyKey): Promise<void>;
  /**
   * Keeps nothing of a request that was refused before it had any effect: the one that is sent next with this key is the first, also if
   * it is another one. `paymentId` is that of the try, which nobody else goes on with.
   */
  forget(key: IdempotencyKey, paymentId: string): Promise<void>;
}

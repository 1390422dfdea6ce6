import type { Money } from '../domain/money';

export interface AuthorizationRequest {
  readonly paymentId: string;
  readonly token: string;
  readonly amount: Money;
  readonly merchantId: string;
  /** The acquirer executes once per key, however often we send it. */
  readonly acquirerKey: string;
}

export type AuthorizationQuestion = Pick<AuthorizationRequest, 'acquirerKey' | 'amount'>;

export type AuthorizationResult =
  | { readonly outcome: 'approved'; readonly acquirerReference: string }
  | { readonly outcome: 'declined'; readonly acquirerReference?: string; readonly declineCode: string }
  /** The acquirer does not take the request as it is (a token it does not know): final, nothing was executed. */
  | { readonly outcome: 'refused'; readonly declineCode: string }
  /** Sent, and no answer that can be believed: a status of its own, settled by the reconciler, never guessed. */
  | { readonly outcome: 'unknown'; readonly reason: 'time-out' | 'connection' | 'server-error' | 'amount-mismatch' };

/**
 * The outside party. Throws `AcquirerUnavailableError` only when it is certain that nothing was executed, and `AcquirerRefusedError`
 * when it takes no request of ours at all (wrong credential or URL).
 */
export interface Acquirer {
  authorize(request: AuthorizationRequest): Promise<AuthorizationResult>;
  /**
   * What became of an authorization, asked by our own key; `undefined` when the acquirer never saw it. One of another amount than
   * was asked for is `unknown`.
   */
  find(question: AuthorizationQuestion): Promise<AuthorizationResult | undefined>;
}

import type { Money } from '../domain/money';

export interface AuthorizationRequest {
  readonly paymentId: string;
  readonly token: string;
  readonly amount: Money;
  readonly merchantId: string;
  /** The acquirer executes once per key, however often we send it. */
  readonly acquirerKey: string;
}

export type AuthorizationResult =
  | { readonly outcome: 'approved'; readonly acquirerReference: string }
  | { readonly outcome: 'declined'; readonly acquirerReference?: string; readonly declineCode: string }
  /** Sent, and no answer that can be believed: a status of its own, settled by the reconciler, never guessed. */
  | { readonly outcome: 'unknown'; readonly reason: 'time-out' | 'connection' | 'server-error' | 'amount-mismatch' };

/** The outside party. Throws `AcquirerUnavailableError` only when it is certain that nothing was sent. */
export interface Acquirer {
  authorize(request: AuthorizationRequest): Promise<AuthorizationResult>;
  /** What became of an authorization, asked by our own key; `undefined` when the acquirer never saw it. */
  find(acquirerKey: string): Promise<AuthorizationResult | undefined>;
}

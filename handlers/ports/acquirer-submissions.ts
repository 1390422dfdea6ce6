import type { SubmissionKind } from '../domain/ledger/submission';
import type { Money } from '../domain/money';

export interface SubmissionRequest {
  readonly kind: SubmissionKind;
  /** The acquirer's name for the authorization. */
  readonly acquirerReference: string;
  readonly amount: Money;
  /** The acquirer executes once per key, however often we send it. */
  readonly acquirerKey: string;
}

export type SubmissionResult =
  /** `acquirerReference` is its name for the capture, void or refund. */
  | { readonly outcome: 'accepted'; readonly acquirerReference: string }
  /** Final, and nothing was executed: under this key nothing ever will be. */
  | { readonly outcome: 'refused' }
  /** Sent, and no answer that can be believed: to be found out under the same key. */
  | { readonly outcome: 'unknown'; readonly reason: 'time-out' | 'connection' | 'server-error' | 'amount-mismatch' };

/**
 * What the acquirer is told after an authorization: captures, voids, refunds. Throws `AcquirerUnavailableError` only when it is
 * certain that nothing was executed, and `AcquirerRefusedError` when it takes no request of ours at all (wrong credential or URL).
 */
export interface AcquirerSubmissions {
  submit(request: SubmissionRequest): Promise<SubmissionResult>;
  /**
   * What became of a submission; `undefined` when the acquirer never saw its key. To be asked before an old one is sent again:
   * no acquirer remembers keys for ever.
   */
  find(request: SubmissionRequest): Promise<SubmissionResult | undefined>;
}

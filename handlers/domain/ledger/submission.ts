import type { Money } from '../money';

/** What the acquirer is told of a step that the ledger has taken; of an expiry it is told as of a void. */
export type SubmissionKind = 'capture' | 'void' | 'refund';

export interface Submission {
  readonly paymentId: string;
  /** Of the step that it tells about. */
  readonly sequence: number;
  readonly kind: SubmissionKind;
  readonly amount: Money;
  /** The acquirer's name for the authorization. */
  readonly acquirerReference?: string;
}

/** Under which the acquirer executes it once, however often and by whomever it is sent. */
export function acquirerKeyOf({ paymentId, sequence }: Pick<Submission, 'paymentId' | 'sequence'>): string {
  return `${paymentId}/${sequence}`;
}

import type { Submission } from '../domain/ledger/submission';

/** A step of which the acquirer is told, and what it said so far. A refused capture or refund was reversed with its answer. */
export interface StepSubmission extends Submission {
  readonly state: 'open' | 'accepted' | 'refused';
  /** Names the child, where the step refunds. */
  readonly refundId?: string;
}

/** `repeated`: the same was recorded before. `contradicted`: the other was, and stands. */
export type RecordedAnswer = 'closed' | 'repeated' | 'contradicted';

/** What the acquirer has still to be told, and what it answered in the end; a row for every step is made by the step itself. */
export interface Submissions {
  find(paymentId: string, sequence: number): Promise<StepSubmission | undefined>;
  /** `acquirerReference` is the acquirer's name for the capture, void or refund. */
  recordAccepted(submission: Submission, acquirerReference: string): Promise<RecordedAnswer>;
  /** Of a void, which nothing takes back; a refused capture or refund is closed by the step that reverses it. */
  recordRefused(submission: Submission): Promise<RecordedAnswer>;
  /** The oldest first. */
  listOpen(olderThanSeconds: number, limit: number): Promise<readonly StepSubmission[]>;
  /** Seconds the oldest open one has waited; 0 when there is none. */
  age(): Promise<number>;
}

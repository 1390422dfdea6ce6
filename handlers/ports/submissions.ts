import type { AuditFacts } from '../domain/audit/audit-record';
import type { Submission } from '../domain/ledger/submission';

/** A step of which the acquirer is told, and what it said so far. A refused capture or refund was reversed with its answer. */
export interface StepSubmission extends Submission {
  readonly state: 'open' | 'accepted' | 'refused';
  /** Names the child, where the step refunds. */
  readonly refundId?: string;
}

/** What came of telling the acquirer; `stuck`: it refused for good, and the ledger cannot take the step back as things stand. */
export type ToldState = StepSubmission['state'] | 'stuck';

export interface OpenSubmission extends StepSubmission {
  readonly ageSeconds: number;
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
  /**
   * Those of which nobody told the acquirer for so long, longest first; claiming them counts as telling. The first of a payment brings
   * all of its others, in order.
   */
  claimOpen(notToldForSeconds: number, atMost: number): Promise<readonly OpenSubmission[]>;
  /** Nobody tells the acquirer any more, and the audit trail says so; `false` when a person has it already. */
  handOver(submission: Submission, reason: string, facts: AuditFacts): Promise<boolean>;
  /** Seconds the oldest open one has waited that no person has; 0 when there is none. */
  age(): Promise<number>;
}

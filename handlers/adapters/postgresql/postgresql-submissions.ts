import { type AuditFacts, canonicalForm } from '../../domain/audit/audit-record';
import type { Submission } from '../../domain/ledger/submission';
import type { OpenSubmission, RecordedAnswer, StepSubmission, Submissions } from '../../ports/submissions';
import type { LedgerDatabase } from './ledger-database';

/** Every statement is one round trip and may be repeated. */
export class PostgresqlSubmissions implements Submissions {
  constructor(private readonly database: LedgerDatabase) {}

  async find(paymentId: string, sequence: number): Promise<StepSubmission | undefined> {
    const [row] = await this.database.call<{ submission: StepSubmission | null }>(
      'select ledger.find_submission($1, $2) as submission',
      [paymentId, sequence],
    );
    return row?.submission ?? undefined;
  }

  recordAccepted(submission: Submission, acquirerReference: string): Promise<RecordedAnswer> {
    return this.record(submission, 'accepted', acquirerReference);
  }

  recordRefused(submission: Submission): Promise<RecordedAnswer> {
    return this.record(submission, 'refused');
  }

  async claimOpen(notToldForSeconds: number, atMost: number): Promise<readonly OpenSubmission[]> {
    const rows = await this.database.call<{ submission: OpenSubmission }>(
      'select ledger.claim_open_submissions(make_interval(secs => $1), $2) as submission',
      [notToldForSeconds, atMost],
    );
    return rows.map(({ submission }) => submission);
  }

  async handOver({ paymentId, sequence }: Submission, reason: string, facts: AuditFacts): Promise<boolean> {
    const [row] = await this.database.call<{ done: boolean }>(
      'select ledger.hand_over_submission($1, $2, $3, $4) as done',
      [paymentId, sequence, reason, canonicalForm(facts)],
    );
    return row?.done === true;
  }

  async age(): Promise<number> {
    const [row] = await this.database.call<{ age: number }>('select ledger.submission_age() as age', []);
    return row?.age ?? 0;
  }

  private async record(
    { paymentId, sequence }: Submission,
    outcome: 'accepted' | 'refused',
    acquirerReference?: string,
  ): Promise<RecordedAnswer> {
    const [row] = await this.database.call<{ answer: RecordedAnswer }>(
      'select ledger.record_submission($1, $2, $3, $4) as answer',
      [paymentId, sequence, outcome, acquirerReference],
    );
    if (!row) throw new Error('record_submission returned no row');
    return row.answer;
  }
}

import type { SubmissionResult } from '../ports/acquirer-submissions';
import type { Clock } from '../ports/clock';
import type { OpenAuthorizations } from '../ports/open-authorizations';
import type { StepSubmission, Submissions, ToldState } from '../ports/submissions';
import { PaymentError, RequestError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import { EVIDENCE_AS_REASON, type EvidenceAnswer, evidenceFacts, type SubmissionEvidence } from './operator-evidence';

export interface SettleOnEvidencePorts {
  /** Does what follows from the acquirer's word. */
  readonly keepAnswer: (submission: StepSubmission, word: SubmissionResult) => Promise<ToldState>;
  readonly submissions: Pick<Submissions, 'find' | 'handOver'>;
  readonly open: Pick<OpenAuthorizations, 'reopen'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info'>;
}

/** The audit trail says who it was and on what paper before anything is done; then the step is settled as if the acquirer had said it. */
export async function settleOnEvidence(
  ports: SettleOnEvidencePorts,
  said: SubmissionEvidence,
): Promise<EvidenceAnswer> {
  const { paymentId, sequence } = said;
  const submission = await ports.submissions.find(paymentId, sequence);
  if (!submission)
    throw new RequestError('payment-not-found', `no payment of that id has a step ${sequence} to be told`);
  if (submission.state !== 'open') return answered(said, submission.state);
  await writeDown(ports, submission, said);
  const state = await ports.keepAnswer(submission, wordOf(said));
  if (state === 'stuck') throw new RequestError('not-reversible', `the ledger cannot take back step ${sequence}`);
  if (state !== said.outcome) return answered(said, state);
  ports.logger.info('payment step settled on evidence', { paymentId, sequence, status: state });
  return { paymentId, outcome: 'taken', status: state };
}

function wordOf(said: SubmissionEvidence): SubmissionResult {
  if (said.outcome === 'refused') return { outcome: 'refused' };
  return { outcome: 'accepted', acquirerReference: said.acquirerReference };
}

function answered(
  { outcome, paymentId, sequence }: SubmissionEvidence,
  state: StepSubmission['state'],
): EvidenceAnswer {
  if (state === outcome) return { paymentId, outcome: 'repeated', status: state };
  throw new RequestError('already-resolved', `step ${sequence} is ${state}, and the first answer stands`);
}

/** A handover is the one note about a submission that is audited, so a person who has it already gets it once more. */
async function writeDown(
  { clock, open, submissions }: SettleOnEvidencePorts,
  submission: StepSubmission,
  said: SubmissionEvidence,
): Promise<void> {
  const { amount, kind, paymentId, sequence } = submission;
  await open.reopen([paymentId]);
  const facts = evidenceFacts(said, clock.now(), {
    action: 'SubmissionEvidenceGiven',
    outcome: said.outcome === 'accepted' ? 'success' : 'failure',
    details: { sequence, kind, ...amount },
  });
  const written = await submissions.handOver(submission, EVIDENCE_AS_REASON, facts);
  if (!written) throw new PaymentError('payment-busy', 'somebody else settles this step', { retryAfterSeconds: 1 });
}

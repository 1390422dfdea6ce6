import { PaymentMetric } from '../../src/contract/metrics';
import { acquirerKeyOf } from '../domain/ledger/submission';
import type { AcquirerSubmissions, SubmissionRequest, SubmissionResult } from '../ports/acquirer-submissions';
import type { Clock } from '../ports/clock';
import type { Ids } from '../ports/ids';
import type { OperatorCases } from '../ports/operator-cases';
import type { PaymentSteps } from '../ports/payment-steps';
import type { StepSubmission, Submissions, ToldState } from '../ports/submissions';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface KeepAnswerPorts {
  readonly submissions: Pick<Submissions, 'recordAccepted' | 'recordRefused'>;
  readonly steps: Pick<PaymentSteps, 'take'>;
  readonly operatorCases: OperatorCases;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Pick<Logger, 'warn'>;
}

export interface SettleSubmissionPorts extends KeepAnswerPorts {
  readonly acquirer: AcquirerSubmissions;
}

/** Takes reversals. No caller can have this name: callers hold no '#'. */
const ACQUIRER_AS_CALLER = '#acquirer';

/**
 * Tells the acquirer of a step until its answer is kept; what it refuses is reversed, or given to the operator where nothing can
 * take it back. May be done any number of times and by many at once: it is executed once there, and the first answer stands here.
 * Ends with `acquirer-unavailable`, `acquirer-refused` or `ledger-unavailable` when the submission stays open.
 *
 * @param sentBefore whether somebody may have sent it long ago: then the acquirer is asked for it first
 */
export async function tellAcquirer(
  ports: SettleSubmissionPorts,
  submission: StepSubmission,
  sentBefore: boolean,
): Promise<ToldState> {
  if (submission.state !== 'open') return submission.state;
  return keepAnswer(ports, submission, await tell(ports.acquirer, submission, sentBefore));
}

/** What follows from the acquirer's word, however it came. */
export async function keepAnswer(
  ports: KeepAnswerPorts,
  submission: StepSubmission,
  result: SubmissionResult,
): Promise<ToldState> {
  const { paymentId, sequence } = submission;
  if (result.outcome === 'unknown') {
    ports.logger.warn('acquirer left a step open', { paymentId, sequence, reason: result.reason });
    return 'open';
  }
  if (result.outcome === 'accepted') return accept(ports, submission, result.acquirerReference);
  return submission.kind === 'void' ? refuseVoid(ports, submission) : reverse(ports, submission);
}

/** For whoever took the step, to whom what is stuck is as open as what has no answer. */
export async function settleSubmission(
  ports: SettleSubmissionPorts,
  submission: StepSubmission,
  sentBefore: boolean,
): Promise<StepSubmission['state']> {
  const state = await tellAcquirer(ports, submission, sentBefore);
  return state === 'stuck' ? 'open' : state;
}

async function tell(
  acquirer: AcquirerSubmissions,
  submission: StepSubmission,
  sentBefore: boolean,
): Promise<SubmissionResult> {
  const { kind, amount, acquirerReference } = submission;
  if (acquirerReference === undefined) return { outcome: 'refused' }; // the acquirer holds no authorization that we could name
  const request: SubmissionRequest = { kind, amount, acquirerReference, acquirerKey: acquirerKeyOf(submission) };
  return (sentBefore && (await acquirer.find(request))) || acquirer.submit(request);
}

async function accept(
  ports: KeepAnswerPorts,
  submission: StepSubmission,
  acquirerReference: string,
): Promise<StepSubmission['state']> {
  const recorded = await ports.submissions.recordAccepted(submission, acquirerReference);
  if (recorded !== 'contradicted') return 'accepted';
  await raise(ports, submission, 'submission-contradicted', 'the acquirer accepted what it had refused');
  return 'refused';
}

/** Raised before it is kept, so that it is raised at least once. */
async function refuseVoid(ports: KeepAnswerPorts, submission: StepSubmission): Promise<StepSubmission['state']> {
  await raise(ports, submission, 'void-refused', 'the acquirer did not give back what the ledger gave back');
  await ports.submissions.recordRefused(submission);
  return 'refused';
}

/** Not possible while another step stands upon it, as a refund upon its capture: that one is refused as well, and reversed first. */
async function reverse(ports: KeepAnswerPorts, submission: StepSubmission): Promise<ToldState> {
  const { paymentId, sequence, kind, amount } = submission;
  const key = `reverse/${acquirerKeyOf(submission)}`;
  const result = await ports.steps.take({
    paymentId,
    callerId: ACQUIRER_AS_CALLER,
    origin: 'acquirer',
    idempotencyKey: key,
    requestHash: key,
    step: {
      kind: kind === 'capture' ? 'reverse-capture' : 'reverse-refund',
      reversedSequence: sequence,
      amountMinor: amount.amountMinor,
    },
    eventId: ports.ids.next(),
    takenAt: ports.clock.now().toISOString(),
  });
  if (result.outcome === 'taken') ports.metrics.count(PaymentMetric.STEP_REVERSED);
  if (result.outcome === 'taken' || result.outcome === 'replayed') return 'refused';
  const reason = result.outcome === 'refused' ? result.refusal : result.outcome;
  ports.logger.warn('refused step cannot be reversed yet', { paymentId, sequence, reason });
  return 'stuck';
}

async function raise(
  { operatorCases, clock, metrics }: KeepAnswerPorts,
  { paymentId }: StepSubmission,
  kind: string,
  detail: string,
): Promise<void> {
  await operatorCases.raise({ paymentId, kind, detail, occurredAt: clock.now().toISOString() });
  metrics.count(PaymentMetric.OPERATOR_CASE_RAISED);
}

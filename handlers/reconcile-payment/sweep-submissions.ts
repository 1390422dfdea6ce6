import { PaymentMetric } from '../../src/contract/metrics';
import type { Configuration } from '../ports/configuration';
import type { OpenSubmission, StepSubmission, Submissions, ToldState } from '../ports/submissions';
import { AcquirerUnavailableError } from '../runtime/errors';
import { type HandOverPorts, type HandoverReason, handOver } from './hand-over';
import { type ReconciliationPolicy, readReconciliationPolicy } from './reconciliation-policy';
import { BATCH_SIZE, workOff } from './work-off';

export interface SweepSubmissionsPorts extends HandOverPorts {
  readonly submissions: Pick<Submissions, 'age' | 'claimOpen' | 'handOver'>;
  /** Finds out what the acquirer says of a step that it may have been told of, tells it else, and keeps the answer. */
  readonly settle: (submission: StepSubmission) => Promise<ToldState>;
  readonly configuration: Pick<Configuration, 'find'>;
}

/** Longer than whoever took the step waits for the acquirer. */
const PAUSE_SECONDS = 30;

/** Settles each capture, void and refund that the acquirer has not answered, and measures what is left. */
export async function sweepSubmissions(ports: SweepSubmissionsPorts): Promise<void> {
  const { configuration, logger, metrics, submissions } = ports;
  const policy = await readReconciliationPolicy(configuration, logger);
  try {
    await workOff(
      ports,
      (elapsedSeconds) => submissions.claimOpen(PAUSE_SECONDS + elapsedSeconds, BATCH_SIZE),
      (ofPayment) => settleInOrder(ports, ofPayment, policy),
    );
  } finally {
    metrics.count(PaymentMetric.SUBMISSION_AGE, await submissions.age());
  }
}

/**
 * A refund rests on its capture, so it waits within the grace for one that has no answer. One that was refused can only be reversed when
 * what rests on it was reversed before, so that is told at once; when nothing is left that could make room, asking again changes nothing.
 */
async function settleInOrder(
  ports: SweepSubmissionsPorts,
  ofPayment: readonly OpenSubmission[],
  { graceSeconds, limitSeconds }: ReconciliationPolicy,
): Promise<void> {
  for (const submission of ofPayment) {
    const state = await settle(ports, submission);
    const alone = ofPayment.length === 1;
    if (state === 'stuck') {
      const patience = alone ? graceSeconds : limitSeconds;
      if (submission.ageSeconds >= patience) await giveUp(ports, submission, 'reversal-refused');
    } else if (state === 'open') {
      if (submission.ageSeconds >= limitSeconds) await giveUp(ports, submission, 'submission-unanswered');
      else if (submission.ageSeconds < graceSeconds) return;
    }
  }
}

async function settle(ports: SweepSubmissionsPorts, submission: OpenSubmission): Promise<ToldState> {
  try {
    return await ports.settle(submission);
  } catch (error) {
    if (error instanceof AcquirerUnavailableError) return 'open';
    throw error;
  }
}

function giveUp(ports: SweepSubmissionsPorts, submission: OpenSubmission, reason: HandoverReason): Promise<void> {
  const { paymentId, sequence, kind, amount } = submission;
  return handOver(ports, {
    paymentId,
    reason,
    action: 'SubmissionHandedOver',
    details: { sequence, kind, ...amount },
    mark: (facts) => ports.submissions.handOver(submission, reason, facts),
  });
}

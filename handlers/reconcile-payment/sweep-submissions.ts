import { PaymentMetric } from '../../src/contract/metrics';
import type { Configuration } from '../ports/configuration';
import type { OpenSubmission, StepSubmission, Submissions } from '../ports/submissions';
import { AcquirerUnavailableError } from '../runtime/errors';
import { type HandOverPorts, handOver } from './hand-over';
import { type ReconciliationPolicy, readReconciliationPolicy } from './reconciliation-policy';
import { BATCH_SIZE, workOff } from './work-off';

export interface SweepSubmissionsPorts extends HandOverPorts {
  readonly submissions: Pick<Submissions, 'age' | 'claimOpen' | 'handOver'>;
  /** Finds out what the acquirer says of a step that it may have been told of, tells it else, and keeps the answer. */
  readonly settle: (submission: StepSubmission) => Promise<StepSubmission['state']>;
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
 * A refund rests on its capture, so it waits within the grace for one that is open. After that it is told as well: a capture that was
 * refused can only be reversed when what rests on it was reversed before.
 */
async function settleInOrder(
  ports: SweepSubmissionsPorts,
  ofPayment: readonly OpenSubmission[],
  policy: ReconciliationPolicy,
): Promise<void> {
  for (const submission of ofPayment) {
    if ((await settle(ports, submission)) !== 'open') continue;
    if (submission.ageSeconds >= policy.limitSeconds) await giveUp(ports, submission);
    else if (submission.ageSeconds < policy.graceSeconds) return;
  }
}

async function settle(ports: SweepSubmissionsPorts, submission: OpenSubmission): Promise<StepSubmission['state']> {
  try {
    return await ports.settle(submission);
  } catch (error) {
    if (error instanceof AcquirerUnavailableError) return 'open';
    throw error;
  }
}

function giveUp(ports: SweepSubmissionsPorts, submission: OpenSubmission): Promise<void> {
  const { paymentId, sequence, kind, amount } = submission;
  return handOver(ports, {
    paymentId,
    reason: 'submission-unanswered',
    action: 'SubmissionHandedOver',
    details: { sequence, kind, ...amount },
    mark: (facts) => ports.submissions.handOver(submission, 'submission-unanswered', facts),
  });
}

import { PaymentMetric } from '../../src/contract/metrics';
import type { Acquirer } from '../ports/acquirer';
import type { AcquirerSubmissions, SubmissionResult } from '../ports/acquirer-submissions';
import type { Ids } from '../ports/ids';
import type { OpenAuthorization, OpenAuthorizations } from '../ports/open-authorizations';
import type { PaymentSteps } from '../ports/payment-steps';
import { AcquirerUnavailableError } from '../runtime/errors';
import { type CountDeclinePorts, countDecline } from './count-decline';
import { type HandOverPorts, type HandoverReason, handOver } from './hand-over';
import { type Ending, judgeAuthorization, judgeRelease, type Resolution } from './judge-authorization';
import type { ReconciliationPolicy } from './reconciliation-policy';

export interface ReconcilePaymentPorts extends HandOverPorts, CountDeclinePorts {
  readonly logger: HandOverPorts['logger'];
  readonly acquirer: Pick<Acquirer, 'find'>;
  readonly submissions: Pick<AcquirerSubmissions, 'submit'>;
  readonly steps: Pick<PaymentSteps, 'take'>;
  readonly open: Pick<OpenAuthorizations, 'closeOrphan' | 'handOver' | 'reportOrphan'>;
  readonly ids: Ids;
}

/** No caller can have this name: callers hold no '#'. */
const RECONCILER_AS_CALLER = '#reconciler';

/**
 * Asks the acquirer what became of one authorization, and does what follows. Any number may do so at once, any number of times.
 * Ends with `acquirer-refused`, `ledger-unavailable` or `service-unavailable` when it must be tried again.
 */
export async function reconcilePayment(
  ports: ReconcilePaymentPorts,
  open: OpenAuthorization,
  policy: ReconciliationPolicy,
): Promise<Ending['kind']> {
  const { paymentId, amount } = open;
  const word = await orSilence(ports.acquirer.find({ acquirerKey: paymentId, amount }));
  const judgement = judgeAuthorization(open, word, policy);
  const ending =
    judgement.kind === 'release'
      ? judgeRelease(open, await release(ports, open, judgement.acquirerReference), policy)
      : judgement;
  await bringToEnd(ports, open, ending);
  return ending.kind;
}

async function bringToEnd(ports: ReconcilePaymentPorts, open: OpenAuthorization, ending: Ending): Promise<void> {
  const { paymentId } = open;
  switch (ending.kind) {
    case 'resolve':
      return resolve(ports, open, ending);
    case 'close':
      await ports.open.closeOrphan(paymentId);
      return ports.logger.info('nothing is reserved without a payment', { paymentId });
    case 'hand-over':
      return giveUp(ports, open, ending.reason);
    case 'wait':
      return ports.logger.info('acquirer leaves it open', { paymentId, ageSeconds: open.ageSeconds });
  }
}

/**
 * One key and one hash for every resolution of a payment: the first one stands, whatever was heard since. What the acquirer
 * approved for a payment that was declined before is an orphan.
 */
async function resolve(
  ports: ReconcilePaymentPorts,
  { paymentId, amount }: OpenAuthorization,
  { step, acquirerReference }: Resolution,
): Promise<void> {
  const { clock, ids, logger, metrics, steps } = ports;
  await countDecline(ports, paymentId, step); // first: whoever dies after it is asked again, and counts no second time
  const result = await steps.take({
    paymentId,
    callerId: RECONCILER_AS_CALLER,
    idempotencyKey: `reconcile/${paymentId}`,
    requestHash: 'resolve',
    step,
    acquirerReference,
    eventId: ids.next(),
    takenAt: clock.now().toISOString(),
    origin: 'schedule',
  });
  const status = 'position' in result ? result.position.status : undefined;
  if (step.status === 'authorized' && status === 'declined') await ports.open.reportOrphan({ paymentId, amount });
  if (result.outcome === 'taken') metrics.count(PaymentMetric.PAYMENT_RECONCILED);
  logger.info('payment reconciled', { paymentId, outcome: result.outcome, status });
}

function giveUp(ports: ReconcilePaymentPorts, open: OpenAuthorization, reason: HandoverReason): Promise<void> {
  const { paymentId, purpose, amount } = open;
  return handOver(ports, {
    paymentId,
    reason,
    action: 'AuthorizationHandedOver',
    details: { purpose, ...amount },
    mark: (facts) => ports.open.handOver(paymentId, reason, facts),
  });
}

/** Under a key of its own: however often it is sent, the acquirer gives back once. */
async function release(
  { submissions }: ReconcilePaymentPorts,
  { paymentId, amount }: OpenAuthorization,
  acquirerReference: string,
): Promise<SubmissionResult | 'no-answer'> {
  return orSilence(
    submissions.submit({ kind: 'void', acquirerReference, amount, acquirerKey: `${paymentId}/release` }),
  );
}

async function orSilence<T>(asked: Promise<T>): Promise<T | 'no-answer'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AcquirerUnavailableError) return 'no-answer';
    throw error;
  }
}

import { PaymentMetric } from '../../src/contract/metrics';
import { canonicalForm, sha256 } from '../domain/audit/audit-record';
import { DeclineCode } from '../domain/decline-codes';
import type { PaymentStep } from '../domain/ledger/payment-step';
import type { Ids } from '../ports/ids';
import type { PaymentSteps } from '../ports/payment-steps';
import { RequestError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';
import { type CountDeclinePorts, countDecline } from './count-decline';
import {
  type AuthorizationEvidence,
  type EvidenceAnswer,
  evidenceAsOrigin,
  operatorAsCaller,
} from './operator-evidence';

export interface ResolveOnEvidencePorts extends CountDeclinePorts {
  readonly steps: Pick<PaymentSteps, 'take'>;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly logger: Pick<Logger, 'error' | 'info'>;
}

/**
 * Takes a person's word for the acquirer's, which never came; the ledger holds both to the same rules. Who it was and on what paper
 * stand in the transition, as its caller and key, and in its audit record, as actor and origin.
 */
export async function resolveOnEvidence(
  ports: ResolveOnEvidencePorts,
  said: AuthorizationEvidence,
): Promise<EvidenceAnswer> {
  const { clock, ids, logger, metrics, steps } = ports;
  const { paymentId, acquirerReference, evidence } = said;
  const step = stepOf(said);
  const result = await steps.take({
    paymentId,
    callerId: operatorAsCaller(said),
    idempotencyKey: `${evidence} ${paymentId}`,
    requestHash: sha256(canonicalForm(said)),
    step,
    acquirerReference,
    eventId: ids.next(),
    takenAt: clock.now().toISOString(),
    origin: evidenceAsOrigin(said),
  });
  switch (result.outcome) {
    case 'unknown-payment':
      throw new RequestError('payment-not-found', 'no payment has that id');
    case 'mismatch':
      throw new RequestError('idempotency-key-reused', 'this operator drew another conclusion from this evidence');
    case 'refused':
      throw new RequestError(result.refusal, `the payment is ${result.position.status}, not unresolved`);
  }
  const { status } = result.position;
  await countDecline(ports, paymentId, step); // after: what was never unresolved may have been authorized
  if (result.outcome === 'taken') metrics.count(PaymentMetric.PAYMENT_RECONCILED);
  logger.info('payment resolved on evidence', { paymentId, outcome: result.outcome, status });
  return { paymentId, outcome: result.outcome === 'taken' ? 'taken' : 'repeated', status };
}

/** What has no name at the acquirer was never executed, as far as anybody knows: its key is watched on for another grace. */
function stepOf({ acquirerReference, outcome }: AuthorizationEvidence): Extract<PaymentStep, { kind: 'resolve' }> {
  if (outcome === 'authorized') return { kind: 'resolve', status: 'authorized' };
  const declineCode = acquirerReference === undefined ? DeclineCode.NOT_EXECUTED : DeclineCode.OTHER;
  return { kind: 'resolve', status: 'declined', declineCode };
}

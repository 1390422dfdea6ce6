import type { Clock } from '../ports/clock';
import type { OpenAuthorizations } from '../ports/open-authorizations';
import { PaymentError, RequestError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import { EVIDENCE_AS_REASON, type EvidenceAnswer, evidenceFacts, type OrphanEvidence } from './operator-evidence';

export interface ReleaseOnEvidencePorts {
  readonly open: Pick<OpenAuthorizations, 'closeOrphan' | 'findOrphan' | 'handOver' | 'reopen'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info'>;
}

/**
 * Takes a person's word that the acquirer holds nothing any more of what no payment stands for. The audit trail says who it was and on
 * what paper, and then nobody asks again. Only of what that person was called for: what was declined as never executed is watched on,
 * whatever the paper says. An unresolved payment is none of these: what became of it is evidence of another kind.
 */
export async function releaseOnEvidence(
  { clock, logger, open }: ReleaseOnEvidencePorts,
  said: OrphanEvidence,
): Promise<EvidenceAnswer> {
  const { paymentId, outcome: status } = said;
  const orphan = await open.findOrphan(paymentId);
  if (!orphan) throw new RequestError('payment-not-found', 'no authorization without a payment is known by that id');
  if (orphan.state === 'released') return { paymentId, outcome: 'repeated', status };
  if (orphan.state === 'asked') throw busy('the acquirer is still asked, and no person has the case yet');
  await open.reopen([paymentId]); // a handover is the one note about it that is audited
  const facts = evidenceFacts(said, clock.now(), {
    action: 'AuthorizationEvidenceGiven',
    outcome: 'success',
    details: { purpose: 'release', ...orphan.amount },
  });
  const written = await open.handOver(paymentId, EVIDENCE_AS_REASON, facts);
  if (!written) throw busy('somebody else settles this case');
  await open.closeOrphan(paymentId);
  logger.info('orphan released on evidence', { paymentId });
  return { paymentId, outcome: 'taken', status };
}

const busy = (message: string) => new PaymentError('payment-busy', message, { retryAfterSeconds: 60 });

import { type EvidenceAnswer, type OperatorEvidence, readOperatorEvidence } from './operator-evidence';
import { type ReleaseOnEvidencePorts, releaseOnEvidence } from './release-on-evidence';
import { type ReopenPaymentsPorts, reopenPayments } from './reopen-payments';
import { type ResolveOnEvidencePorts, resolveOnEvidence } from './resolve-on-evidence';
import { type SettleOnEvidencePorts, settleOnEvidence } from './settle-on-evidence';
import { type SweepSubmissionsPorts, sweepSubmissions } from './sweep-submissions';
import { type SweepUnresolvedPorts, sweepUnresolved } from './sweep-unresolved';

export interface OpenWorkPorts {
  readonly authorizations: SweepUnresolvedPorts & ReopenPaymentsPorts;
  readonly submissions: SweepSubmissionsPorts;
  readonly evidence: ReleaseOnEvidencePorts & ResolveOnEvidencePorts & SettleOnEvidencePorts;
}

/**
 * Everything that the acquirer has not answered, side by side; one kind that fails does not stop the other. Where an operator brings
 * evidence instead, that alone is done, and he gets the answer.
 */
export async function reconcileOpenWork(ports: OpenWorkPorts, event: unknown): Promise<EvidenceAnswer | undefined> {
  const said = readOperatorEvidence(event);
  if (said) return takeEvidence(ports.evidence, said);
  await reopenPayments(ports.authorizations, event);
  const sweeps = await Promise.allSettled([sweepUnresolved(ports.authorizations), sweepSubmissions(ports.submissions)]);
  for (const sweep of sweeps) if (sweep.status === 'rejected') throw sweep.reason;
  return undefined;
}

function takeEvidence(ports: OpenWorkPorts['evidence'], said: OperatorEvidence): Promise<EvidenceAnswer> {
  if ('sequence' in said) return settleOnEvidence(ports, said);
  return said.outcome === 'released' ? releaseOnEvidence(ports, said) : resolveOnEvidence(ports, said);
}

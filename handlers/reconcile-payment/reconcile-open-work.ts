import { type ReopenPaymentsPorts, reopenPayments } from './reopen-payments';
import { type SweepSubmissionsPorts, sweepSubmissions } from './sweep-submissions';
import { type SweepUnresolvedPorts, sweepUnresolved } from './sweep-unresolved';

export interface OpenWorkPorts {
  readonly authorizations: SweepUnresolvedPorts & ReopenPaymentsPorts;
  readonly submissions: SweepSubmissionsPorts;
}

/** Everything that the acquirer has not answered, side by side; one kind that fails does not stop the other. */
export async function reconcileOpenWork(ports: OpenWorkPorts, event: unknown): Promise<void> {
  await reopenPayments(ports.authorizations, event);
  const sweeps = await Promise.allSettled([sweepUnresolved(ports.authorizations), sweepSubmissions(ports.submissions)]);
  for (const sweep of sweeps) if (sweep.status === 'rejected') throw sweep.reason;
}

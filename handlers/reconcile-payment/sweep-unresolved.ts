import { PaymentMetric } from '../../src/contract/metrics';
import type { Configuration } from '../ports/configuration';
import type { OpenAuthorizations } from '../ports/open-authorizations';
import { type ReconcilePaymentPorts, reconcilePayment } from './reconcile-payment';
import { readReconciliationPolicy } from './reconciliation-policy';
import { BATCH_SIZE, workOff } from './work-off';

export interface SweepUnresolvedPorts extends ReconcilePaymentPorts {
  readonly open: OpenAuthorizations;
  readonly configuration: Pick<Configuration, 'find'>;
}

/** Longer than a request to the acquirer is waited for, so that nobody asks about what is just being decided. */
const PAUSE_SECONDS = 10;

/** Asks the acquirer about each open authorization once, those first that were not asked about for longest, and measures what is left. */
export async function sweepUnresolved(ports: SweepUnresolvedPorts): Promise<void> {
  const { configuration, logger, metrics, open } = ports;
  const policy = await readReconciliationPolicy(configuration, logger);
  try {
    await workOff(
      ports,
      (elapsedSeconds) => open.claim(PAUSE_SECONDS + elapsedSeconds, BATCH_SIZE),
      ([authorization]) => reconcilePayment(ports, authorization, policy),
    );
  } finally {
    const { unresolved, ageSeconds } = await open.backlog();
    metrics.count(PaymentMetric.UNRESOLVED_PAYMENTS, unresolved);
    metrics.count(PaymentMetric.UNRESOLVED_AGE, ageSeconds);
  }
}

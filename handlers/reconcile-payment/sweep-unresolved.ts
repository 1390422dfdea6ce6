import { PaymentMetric } from '../../src/contract/metrics';
import type { Configuration } from '../ports/configuration';
import type { OpenAuthorization, OpenAuthorizations } from '../ports/open-authorizations';
import { type ReconcilePaymentPorts, reconcilePayment } from './reconcile-payment';
import { readReconciliationPolicy } from './reconciliation-policy';

export interface SweepUnresolvedPorts extends ReconcilePaymentPorts {
  readonly open: OpenAuthorizations;
  readonly configuration: Pick<Configuration, 'find'>;
}

/** Asked about side by side. */
const BATCH_SIZE = 20;
/** Longer than a request to the acquirer is waited for, so that nobody asks about what is just being decided. */
const PAUSE_SECONDS = 10;
/** After which no new batch is begun: the acquirer may let the last one wait twice. */
const LONGEST_SECONDS = 25;

/**
 * Asks the acquirer about each open authorization once, those first that were not asked about for longest, as far as a run has time.
 * A failure does not keep the others from their turn; it fails the run at its end, after the backlog was measured.
 */
export async function sweepUnresolved(ports: SweepUnresolvedPorts): Promise<void> {
  const { clock, metrics, open } = ports;
  const startedAt = clock.now().getTime();
  const elapsed = () => (clock.now().getTime() - startedAt) / 1_000;
  const failures: unknown[] = [];
  let claimed: number;
  do {
    claimed = await reconcileBatch(ports, PAUSE_SECONDS + elapsed(), failures);
  } while (claimed === BATCH_SIZE && failures.length === 0 && elapsed() < LONGEST_SECONDS);
  const backlog = await open.backlog();
  metrics.count(PaymentMetric.UNRESOLVED_PAYMENTS, backlog.unresolved);
  metrics.count(PaymentMetric.UNRESOLVED_AGE, backlog.ageSeconds);
  if (failures.length > 0) throw failures[0];
}

/** Returns how many it claimed. */
async function reconcileBatch(
  ports: SweepUnresolvedPorts,
  notAskedForSeconds: number,
  failures: unknown[],
): Promise<number> {
  const policy = await readReconciliationPolicy(ports.configuration, ports.logger);
  const claimed = await ports.open.claim(notAskedForSeconds, BATCH_SIZE);
  const failsAlone = async (open: OpenAuthorization) => {
    try {
      await reconcilePayment(ports, open, policy);
    } catch (error) {
      ports.logger.error('payment not reconciled', error, { paymentId: open.paymentId });
      failures.push(error);
    }
  };
  await Promise.all(claimed.map(failsAlone));
  return claimed.length;
}

import { PaymentMetric } from '../../src/contract/metrics';
import type { LedgerCheck } from '../ports/ledger-check';
import type { Logger } from '../runtime/logger';
import { type RelayOutboxPorts, relayOutbox } from './relay-outbox';

export interface SweepOutboxPorts extends RelayOutboxPorts {
  readonly check: LedgerCheck;
  readonly logger: Logger;
}

/** Rolls up balances, relays what others left behind, and reports how long it waited and whether the ledger balances. */
export async function sweepOutbox(ports: SweepOutboxPorts): Promise<void> {
  const increments = await ports.check.rollUp();
  const { outboxAgeSeconds: ageSeconds, imbalance } = await ports.check.measure();
  ports.metrics.count(PaymentMetric.OUTBOX_AGE, ageSeconds);
  ports.metrics.count(PaymentMetric.LEDGER_IMBALANCE, imbalance);
  if (imbalance > 0) ports.logger.warn('ledger is out of balance', { count: imbalance });
  const count = await relayOutbox(ports);
  ports.logger.info('outbox swept', { count, ageSeconds, increments });
}

import { PaymentMetric } from '../../src/contract/metrics';
import type { Clock } from '../ports/clock';
import type { OperatorCase, OperatorCases } from '../ports/operator-cases';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface OperatorPorts {
  readonly operatorCases: OperatorCases;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export async function callOperator(
  { operatorCases, clock, metrics, logger }: OperatorPorts,
  operatorCase: Omit<OperatorCase, 'occurredAt'>,
): Promise<void> {
  await operatorCases.raise({ ...operatorCase, occurredAt: clock.now().toISOString() });
  metrics.count(PaymentMetric.OPERATOR_CASE_RAISED);
  logger.warn('an operator was called', { reason: operatorCase.kind });
}

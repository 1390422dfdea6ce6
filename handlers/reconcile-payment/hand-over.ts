import { PaymentMetric } from '../../src/contract/metrics';
import type { Clock } from '../ports/clock';
import type { OpenAuthorization, OpenAuthorizations } from '../ports/open-authorizations';
import type { OperatorCases } from '../ports/operator-cases';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';
import type { HandoverReason } from './judge-authorization';

export interface HandOverPorts {
  readonly open: Pick<OpenAuthorizations, 'handOver'>;
  readonly operatorCases: OperatorCases;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

const DETAILS: Readonly<Record<HandoverReason, string>> = {
  'acquirer-silent': 'The acquirer did not say within the limit what became of the authorization',
  'amount-mismatch': 'The acquirer holds an authorization of another amount or currency than it was asked for',
  'release-refused': 'The acquirer holds an authorization that no payment stands for, and does not void it',
};

/** Calls a person, and only then stops asking: a case may be raised twice, and is never lost. */
export async function handOver(ports: HandOverPorts, open: OpenAuthorization, reason: HandoverReason): Promise<void> {
  const { paymentId, purpose, amount, ageSeconds } = open;
  const occurredAt = ports.clock.now().toISOString();
  await ports.operatorCases.raise({ paymentId, kind: reason, detail: DETAILS[reason], occurredAt });
  const first = await ports.open.handOver(paymentId, reason, {
    occurredAt,
    actor: 'reconcile-payment',
    action: 'AuthorizationHandedOver',
    outcome: 'unknown',
    origin: 'schedule',
    resource: `payment/${paymentId}`,
    details: { purpose, reason, ...amount },
  });
  if (first) ports.metrics.count(PaymentMetric.OPERATOR_CASE_RAISED);
  ports.logger.warn('handed over to an operator', { paymentId, reason, ageSeconds });
}

import { PaymentMetric } from '../../src/contract/metrics';
import type { Settlements } from '../ports/settlements';
import { callOperator, type OperatorPorts } from './call-operator';
import { dueBefore } from './due-before';

export interface NoticeSilencePorts extends OperatorPorts {
  readonly settlements: Pick<Settlements, 'isSilent'>;
  readonly settlesWithinDays: number;
}

/** Files are compared when they come; that none comes has to be noticed by somebody else. */
export async function noticeSilence(ports: NoticeSilencePorts): Promise<void> {
  const now = ports.clock.now();
  if (!(await ports.settlements.isSilent(dueBefore(now, ports.settlesWithinDays)))) return;
  ports.metrics.count(PaymentMetric.SETTLEMENT_DIFFERENCE);
  await callOperator(ports, {
    kind: 'settlement-silent',
    detail: `The acquirer has sent no settlement file for ${ports.settlesWithinDays} days, and captures or refunds are due`,
  });
}

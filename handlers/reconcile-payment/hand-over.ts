import { PaymentMetric } from '../../src/contract/metrics';
import type { AuditFacts } from '../domain/audit/audit-record';
import type { Clock } from '../ports/clock';
import type { OperatorCases } from '../ports/operator-cases';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface HandOverPorts {
  readonly operatorCases: OperatorCases;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Kinds of operator's cases; a runbook is found by them. */
export type HandoverReason = keyof typeof DETAILS;

const DETAILS = {
  'acquirer-silent': 'The acquirer did not say within the limit what became of the authorization',
  'amount-mismatch': 'The acquirer holds an authorization of another amount or currency than it was asked for',
  'release-refused': 'The acquirer holds an authorization that no payment stands for, and does not void it',
  'reversal-refused': 'The acquirer refused a capture or refund, and the ledger cannot take it back',
  'submission-unanswered': 'The acquirer did not say within the limit whether it executed a capture, void or refund',
} as const;

/** What is given to a person. */
export interface Handover {
  readonly paymentId: string;
  readonly reason: HandoverReason;
  /** For the audit trail. */
  readonly action: string;
  readonly details: AuditFacts['details'];
  /** Stops asking; `false` when a person has it already. */
  readonly mark: (facts: AuditFacts) => Promise<boolean>;
}

/** Calls a person, and only then stops asking: a case may be raised twice, and is never lost. */
export async function handOver(ports: HandOverPorts, handover: Handover): Promise<void> {
  const { paymentId, reason, action, details, mark } = handover;
  const occurredAt = ports.clock.now().toISOString();
  await ports.operatorCases.raise({ paymentId, kind: reason, detail: DETAILS[reason], occurredAt });
  const first = await mark({
    occurredAt,
    actor: 'reconcile-payment',
    action,
    outcome: 'unknown',
    origin: 'schedule',
    resource: `payment/${paymentId}`,
    details: { reason, ...details },
  });
  if (first) ports.metrics.count(PaymentMetric.OPERATOR_CASE_RAISED);
  ports.logger.warn('handed over to an operator', { paymentId, reason });
}

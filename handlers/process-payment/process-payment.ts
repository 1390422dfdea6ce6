import { PaymentMetric } from '../../src/contract/metrics';
import { DeclineCode } from '../domain/decline-codes';
import type { FraudDecision } from '../domain/fraud/fraud-decision';
import type { Payment, PaymentInstruction } from '../domain/payment';
import type { Acquirer, AuthorizationResult } from '../ports/acquirer';
import type { Clock } from '../ports/clock';
import type { Ids } from '../ports/ids';
import type { CommitResult, PaymentDecision, PaymentLedger } from '../ports/payment-ledger';
import { millisecondsSince } from '../runtime/clock';
import { PaymentError } from '../runtime/errors';
import { type JudgeFraudPorts, judgeFraud, rememberDecline } from './judge-fraud';
import { leavesOrphan, type ReportOrphanPorts, reportOrphan } from './report-orphan';

export interface ProcessPaymentPorts extends JudgeFraudPorts, ReportOrphanPorts {
  readonly acquirer: Pick<Acquirer, 'authorize'>;
  readonly ledger: PaymentLedger;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Publishes what the commit left in the outbox; what it misses, the sweeper takes. */
  readonly relay: () => Promise<unknown>;
}

type Verdict = Pick<PaymentDecision, 'status' | 'declineCode' | 'acquirerReference'>;

const STATUS_METRICS = {
  authorized: PaymentMetric.PAYMENT_AUTHORIZED,
  declined: PaymentMetric.PAYMENT_DECLINED,
  unresolved: PaymentMetric.PAYMENT_UNRESOLVED,
  failed: PaymentMetric.PAYMENT_FAILED,
} as const;

function verdictOf(result: AuthorizationResult): Verdict {
  switch (result.outcome) {
    case 'approved':
      return { status: 'authorized', acquirerReference: result.acquirerReference };
    case 'declined':
      return { status: 'declined', declineCode: result.declineCode, acquirerReference: result.acquirerReference };
    case 'refused':
      return { status: 'failed', declineCode: result.declineCode };
    case 'unknown':
      return { status: 'unresolved' };
  }
}

function reusedKey(): PaymentError {
  return new PaymentError('idempotency-key-reused', 'the idempotency key belongs to another request of this caller');
}

/**
 * Decides about one accepted payment: fraud score, authorization, one commit, relay. It may come any number of times and decides once:
 * the fraud decision stands, the acquirer executes once per payment id, and the ledger holds one payment per idempotency key.
 * Ends with `acquirer-unavailable`, `acquirer-refused`, `ledger-unavailable` or `configuration-invalid` when the message must come again,
 * and with `idempotency-key-reused` when it can never succeed.
 */
export async function processPayment(ports: ProcessPaymentPorts, instruction: PaymentInstruction): Promise<void> {
  const { ledger } = ports;
  const known = await ledger.find(instruction.callerId, instruction.idempotencyKey);
  if (known) return replay(ports, instruction, known);
  const fraud = await judgeFraud(ports, instruction);
  const verdict = await decide(ports, instruction, fraud);
  const decision: PaymentDecision = {
    instruction,
    ...verdict,
    ...(fraud && { fraud }),
    eventId: ports.ids.next(),
    decidedAt: ports.clock.now().toISOString(),
  };
  const result = await timed(ports, PaymentMetric.COMMIT_LATENCY, () => ledger.commit(decision));
  await report(ports, decision, result);
  await relayQuietly(ports, instruction);
}

async function decide(
  ports: ProcessPaymentPorts,
  instruction: PaymentInstruction,
  fraud: FraudDecision | undefined,
): Promise<Verdict> {
  if (fraud?.outcome === 'decline') return { status: 'declined', declineCode: DeclineCode.FRAUD_RULES };
  const { paymentId, card, amount, merchantId } = instruction;
  const request = { paymentId, token: card.token, amount, merchantId, acquirerKey: paymentId };
  const result = await timed(ports, PaymentMetric.ACQUIRER_LATENCY, () => ports.acquirer.authorize(request));
  if (result.outcome === 'unknown') ports.logger.warn('acquirer left it open', { paymentId, reason: result.reason });
  if (fraud && result.outcome === 'declined') await rememberDecline(ports, instruction);
  return verdictOf(result);
}

async function timed<T>(
  { clock, metrics }: Pick<ProcessPaymentPorts, 'clock' | 'metrics'>,
  metric: (typeof PaymentMetric)['ACQUIRER_LATENCY' | 'COMMIT_LATENCY'],
  work: () => Promise<T>,
): Promise<T> {
  const start = clock.now();
  try {
    return await work();
  } finally {
    metrics.count(metric, millisecondsSince(start, clock));
  }
}

/** The payment was decided before. An earlier delivery may have authorized and ended before it could tell. */
async function replay(ports: ProcessPaymentPorts, instruction: PaymentInstruction, known: Payment): Promise<void> {
  if (leavesOrphan(instruction, known)) await reportOrphan(ports, instruction);
  if (known.requestHash !== instruction.requestHash) throw reusedKey();
  ports.metrics.count(PaymentMetric.PAYMENT_REPLAYED);
  ports.logger.info('payment was decided before', { paymentId: known.paymentId, status: known.status });
}

/** Says what became of it; an authorization that no payment stands for, after another delivery or a limit of ours, is given back. */
async function report(ports: ProcessPaymentPorts, decision: PaymentDecision, result: CommitResult): Promise<void> {
  const { metrics, logger, clock } = ports;
  if (mayBeHeld(decision)) {
    const standing = result.outcome === 'mismatch' ? undefined : result.payment;
    if (!standing || leavesOrphan(decision.instruction, standing)) await reportOrphan(ports, decision.instruction);
  }
  if (result.outcome === 'mismatch') throw reusedKey();
  const { paymentId, status, declineCode, fraud } = result.payment;
  if (result.outcome === 'replayed') return metrics.count(PaymentMetric.PAYMENT_REPLAYED);
  metrics.count(status === decision.status ? STATUS_METRICS[decision.status] : PaymentMetric.PAYMENT_DECLINED);
  metrics.count(PaymentMetric.PROCESSING_LATENCY, millisecondsSince(new Date(decision.instruction.receivedAt), clock));
  logger.info('payment decided', { paymentId, status, declineCode, outcome: fraud?.outcome, score: fraud?.score });
}

function mayBeHeld({ status }: PaymentDecision): boolean {
  return status === 'authorized' || status === 'unresolved';
}

async function relayQuietly({ relay, logger }: ProcessPaymentPorts, { paymentId }: PaymentInstruction): Promise<void> {
  try {
    await relay();
  } catch (error) {
    logger.error('relay left to the sweeper', error, { paymentId });
  }
}

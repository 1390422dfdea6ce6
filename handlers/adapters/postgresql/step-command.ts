import { EVENT_VERSION, EventType } from '../../../src/contract/payment-events';
import { canonicalForm } from '../../domain/audit/audit-record';
import { paymentFacts } from '../../domain/audit/payment-facts';
import type { PaymentPosition } from '../../domain/ledger/payment-position';
import type { PaymentStep } from '../../domain/ledger/payment-step';
import type { PlannedStep, StepPlan } from '../../domain/ledger/plan-step';
import type { PaymentEvent } from '../../domain/payment-event';
import type { StepRequest } from '../../ports/payment-steps';
import { postingRows } from './posting-rows';

const EVENT_TYPES = {
  capture: EventType.PAYMENT_CAPTURED,
  void: EventType.PAYMENT_VOIDED,
  expire: EventType.PAYMENT_EXPIRED,
  refund: EventType.PAYMENT_REFUNDED,
  'reverse-capture': EventType.PAYMENT_CAPTURE_REVERSED,
  'reverse-refund': EventType.PAYMENT_REFUND_REVERSED,
} as const;

const ORIGIN = 'payment-api';

/** The arguments of `ledger.take_step`; without a plan it only asks for the key and the position. */
export function stepCommand(request: StepRequest, position: PaymentPosition | undefined, planned?: PlannedStep) {
  const { paymentId, callerId, idempotencyKey, requestHash, eventId } = request;
  const question = { paymentId, callerId, idempotencyKey, requestHash, eventId };
  if (!position || !planned || 'refusal' in planned) return { command: question };
  const { step, acquirerReference, takenAt, origin = ORIGIN, sourceIp } = request;
  const { status, stepMinor, transfer } = planned;
  const event = eventOf(request, position, planned);
  const command = {
    ...question,
    step: {
      kind: step.kind,
      expectedSequence: position.sequence,
      from: position.status,
      status,
      stepMinor,
      declineCode: declineCodeOf(step),
      refundId: step.kind === 'refund' ? step.refundId : undefined,
      reversedSequence: 'reversedSequence' in step ? step.reversedSequence : undefined,
      acquirerReference,
      takenAt,
    },
    postings: postingRows(position.amount.currency, transfer?.postings),
  };
  const facts = paymentFacts(event, { actor: callerId, origin, sourceIp, stepMinor });
  return { command, event: JSON.stringify(event), audit: canonicalForm(facts) };
}

function eventOf(
  { step, eventId, takenAt }: StepRequest,
  position: PaymentPosition,
  { status, stepMinor, totals }: StepPlan,
): PaymentEvent {
  return {
    eventId,
    eventType: eventTypeOf(step),
    version: EVENT_VERSION,
    occurredAt: takenAt,
    correlationId: position.correlationId,
    paymentId: position.paymentId,
    sequence: position.sequence + 1,
    status,
    amountMinor: position.amount.amountMinor,
    stepMinor,
    ...totals,
    currency: position.amount.currency,
    merchantId: position.merchantId,
    merchantReference: position.merchantReference,
    maskedPan: position.maskedPan,
    network: position.network,
    declineCode: declineCodeOf(step),
  };
}

function eventTypeOf(step: PaymentStep): string {
  if (step.kind !== 'resolve') return EVENT_TYPES[step.kind];
  return step.status === 'authorized' ? EventType.PAYMENT_AUTHORIZED : EventType.PAYMENT_DECLINED;
}

function declineCodeOf(step: PaymentStep): string | undefined {
  return step.kind === 'resolve' && step.status === 'declined' ? step.declineCode : undefined;
}

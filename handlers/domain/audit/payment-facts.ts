import type { PaymentStatus } from '../payment';
import type { PaymentEvent } from '../payment-event';
import type { AuditFacts } from './audit-record';

const OUTCOMES: Readonly<Partial<Record<PaymentStatus, AuditFacts['outcome']>>> = {
  declined: 'failure',
  failed: 'failure',
  unresolved: 'unknown',
};

/** Who asked for what happened to a payment, and from where. */
export interface PaymentCause {
  readonly actor: string;
  readonly origin: string;
  readonly sourceIp?: string;
  /** What a capture, void or refund was about, where that is a part of the payment. */
  readonly stepMinor?: number;
}

/** What the audit trail keeps of an event: no free text of a merchant, no card beyond its mask. */
export function paymentFacts(event: PaymentEvent, { actor, origin, sourceIp, stepMinor }: PaymentCause): AuditFacts {
  const { eventId, correlationId, sequence, amountMinor, currency, merchantId, maskedPan, network } = event;
  const { declineCode, fraudOutcome } = event;
  return {
    occurredAt: event.occurredAt,
    actor,
    action: event.eventType,
    outcome: OUTCOMES[event.status] ?? 'success',
    origin,
    sourceIp,
    resource: `payment/${event.paymentId}`,
    details: {
      eventId,
      correlationId,
      sequence,
      amountMinor,
      stepMinor,
      currency,
      merchantId,
      maskedPan,
      network,
      declineCode,
      fraudOutcome,
    },
  };
}

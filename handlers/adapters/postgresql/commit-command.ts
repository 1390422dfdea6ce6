import { EVENT_VERSION, EventType } from '../../../src/contract/payment-events';
import { canonicalForm } from '../../domain/audit/audit-record';
import { paymentFacts } from '../../domain/audit/payment-facts';
import { DeclineCode } from '../../domain/decline-codes';
import { transferOf } from '../../domain/ledger/transfer';
import type { Payment } from '../../domain/payment';
import type { PaymentEvent } from '../../domain/payment-event';
import type { PaymentDecision } from '../../ports/payment-ledger';
import { postingRows } from './posting-rows';

const FIRST_SEQUENCE = 1;

/** Decisions are made about what lay in the payment queue. */
const ORIGIN = 'payment-queue';

const EVENT_TYPES = {
  authorized: EventType.PAYMENT_AUTHORIZED,
  declined: EventType.PAYMENT_DECLINED,
  unresolved: EventType.PAYMENT_UNRESOLVED,
  failed: EventType.PAYMENT_FAILED,
} as const;

/** Everything one transaction writes, by the names of the parameters of `ledger.commit_payment`. */
export function commitCommand(decision: PaymentDecision) {
  const { instruction, status, eventId, declineCode, acquirerReference, fraud, decidedAt } = decision;
  const { amount, card, customer, callerId, merchantId, sourceIp } = instruction;
  const event = eventOf(decision);
  const facts = paymentFacts(event, { actor: callerId, origin: ORIGIN, sourceIp });
  return {
    payment_id: instruction.paymentId,
    caller_id: callerId,
    idempotency_key: instruction.idempotencyKey,
    request_hash: instruction.requestHash,
    status,
    event_id: eventId,
    decline_code: declineCode,
    acquirer_reference: acquirerReference,
    fraud,
    occurred_at: decidedAt,
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    merchant_id: merchantId,
    merchant_reference: instruction.merchantReference,
    card_token: card.token,
    card_network: card.network,
    masked_pan: card.maskedPan,
    card_expiry_month: card.expiryMonth,
    card_expiry_year: card.expiryYear,
    card_issuer_country: card.issuerCountry,
    pan_fingerprint: card.fingerprint,
    customer_id: customer.id,
    customer_email: customer.email,
    customer_ip_address: customer.ipAddress,
    customer_ip_country: customer.ipCountry,
    correlation_id: instruction.correlationId,
    received_at: instruction.receivedAt,
    postings: postingRows(amount.currency, transferOf(status, merchantId, amount)?.postings),
    event: JSON.stringify(event),
    audit: canonicalForm(facts),
  };
}

/** What is left of an authorization that an account's limit does not allow; the caller gives it back to the acquirer. */
export function declinedByLimit({ acquirerReference: _given, ...decision }: PaymentDecision): PaymentDecision {
  return { ...decision, status: 'declined', declineCode: DeclineCode.ACCOUNT_LIMIT };
}

/** The payment that the decision makes, as the ledger will answer it. */
export function paymentOf({ instruction, decidedAt, eventId, ...decided }: PaymentDecision): Payment {
  return { ...instruction, ...decided, sequence: FIRST_SEQUENCE, updatedAt: decidedAt };
}

function eventOf({ instruction, status, declineCode, fraud, eventId, decidedAt }: PaymentDecision): PaymentEvent {
  return {
    eventId,
    eventType: EVENT_TYPES[status],
    version: EVENT_VERSION,
    occurredAt: decidedAt,
    correlationId: instruction.correlationId,
    paymentId: instruction.paymentId,
    sequence: FIRST_SEQUENCE,
    status,
    amountMinor: instruction.amount.amountMinor,
    currency: instruction.amount.currency,
    merchantId: instruction.merchantId,
    merchantReference: instruction.merchantReference,
    maskedPan: instruction.card.maskedPan,
    network: instruction.card.network,
    declineCode,
    fraudOutcome: fraud?.outcome,
  };
}

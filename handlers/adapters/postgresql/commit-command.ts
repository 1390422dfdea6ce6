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

/** The arguments of `ledger.commit_payment`: everything one transaction writes. Flat, since each level costs the database a read. */
export function commitCommand(decision: PaymentDecision) {
  const { instruction, status, eventId, declineCode, acquirerReference, fraud, decidedAt } = decision;
  const { amount, card, customer, sourceIp, ...asked } = instruction;
  const event = eventOf(decision);
  const command = {
    ...asked,
    ...amount,
    cardToken: card.token,
    cardNetwork: card.network,
    maskedPan: card.maskedPan,
    cardExpiryMonth: card.expiryMonth,
    cardExpiryYear: card.expiryYear,
    cardIssuerCountry: card.issuerCountry,
    panFingerprint: card.fingerprint,
    customerId: customer.id,
    customerEmail: customer.email,
    customerIpAddress: customer.ipAddress,
    customerIpCountry: customer.ipCountry,
    status,
    eventId,
    declineCode,
    acquirerReference,
    fraud,
    decidedAt,
    postings: postingRows(transferOf(status, instruction.merchantId, amount)?.postings),
  };
  const facts = paymentFacts(event, { actor: instruction.callerId, origin: ORIGIN, sourceIp });
  return { command, event: JSON.stringify(event), audit: canonicalForm(facts) };
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

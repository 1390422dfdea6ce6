import type { TokenizedCard } from './card';
import type { FraudDecision } from './fraud/fraud-decision';
import type { Money } from './money';

export const PAYMENT_STATUSES = [
  'received',
  'authorized',
  'declined',
  'unresolved',
  'failed',
  'captured',
  'voided',
  'expired',
] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export interface Customer {
  readonly id: string;
  readonly email?: string;
  readonly ipAddress?: string;
  /** ISO 3166 country of the IP address, where the merchant knows it. */
  readonly ipCountry?: string;
}

/** A payment that was accepted at the edge: validated and tokenized, not yet decided. Safe to queue, store and log by field. */
export interface PaymentInstruction {
  readonly paymentId: string;
  /** Who called the API; keys are unique within a caller. */
  readonly callerId: string;
  readonly idempotencyKey: string;
  /** SHA-256 of the canonical body without card data. */
  readonly requestHash: string;
  readonly amount: Money;
  readonly card: TokenizedCard;
  readonly customer: Customer;
  readonly merchantId: string;
  readonly merchantReference?: string;
  /** ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly correlationId: string;
  /** Where the caller sat, as the edge saw it: for the audit trail. The ledger's payment does not hold it. */
  readonly sourceIp?: string;
}

/** A payment as the ledger knows it. */
export interface Payment extends PaymentInstruction {
  readonly status: PaymentStatus;
  /** Counts the transitions of this payment from 1; consumers ignore what is not newer. */
  readonly sequence: number;
  /** Why it was declined or failed, from the decline taxonomy. */
  readonly declineCode?: string;
  readonly acquirerReference?: string;
  readonly fraud?: FraudDecision;
  readonly updatedAt: string;
}

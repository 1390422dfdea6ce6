import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Money } from './money';
import type { Customer } from './payment';

/** What makes two requests the same request. The card is there by fingerprint and expiry, which may be kept. */
export interface RequestContent {
  readonly amount: Money;
  readonly panFingerprint: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly customer: Customer;
  readonly merchantId: string;
  readonly merchantReference?: string;
}

/** What makes two requests for a step of a payment the same request. */
export interface StepContent {
  readonly paymentId: string;
  readonly step: string;
  readonly amountMinor?: number;
}

/** SHA-256 over the canonical form (RFC 8785), so that neither white space nor the order of members matters. */
export function requestHash(content: RequestContent): string {
  return hashOf(content);
}

export function stepRequestHash(content: StepContent): string {
  return hashOf(content);
}

function hashOf(content: object): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '', 'utf8')
    .digest('hex');
}

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

/** SHA-256 over the canonical form (RFC 8785), so that neither white space nor the order of members matters. */
export function requestHash(content: RequestContent): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '', 'utf8')
    .digest('hex');
}

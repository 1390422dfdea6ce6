import type { Money } from '../money';
import type { PaymentStatus } from '../payment';

/** What the steps of a payment add up to. */
export interface PaymentTotals {
  readonly capturedMinor: number;
  /** Given back to the card without a capture, by void or expiry. */
  readonly releasedMinor: number;
  readonly refundedMinor: number;
}

/** Where a payment stands after one of its steps: what the next step is planned from. */
export interface PaymentPosition extends PaymentTotals {
  readonly paymentId: string;
  readonly sequence: number;
  readonly status: PaymentStatus;
  readonly amount: Money;
  readonly merchantId: string;
  readonly merchantReference?: string;
  readonly maskedPan: string;
  readonly network: string;
  readonly correlationId: string;
  /** The acquirer's name for the authorization. */
  readonly acquirerReference?: string;
  readonly updatedAt: string;
}

/** What the authorization still reserves. */
export function pendingMinor({ status, amount, capturedMinor, releasedMinor }: PaymentPosition): number {
  return status === 'authorized' || status === 'captured' ? amount.amountMinor - capturedMinor - releasedMinor : 0;
}

export function refundableMinor({ capturedMinor, refundedMinor }: PaymentPosition): number {
  return capturedMinor - refundedMinor;
}

import { v7 } from 'uuid';
import type { PaymentPosition } from '../../../handlers/domain/ledger/payment-position';
import type { PaymentStep } from '../../../handlers/domain/ledger/payment-step';
import type { StepRequest } from '../../../handlers/ports/payment-steps';

/** A step under a key that nobody used before. */
export function aStep(
  paymentId: string,
  step: PaymentStep,
  overrides: { readonly [name in keyof StepRequest]?: StepRequest[name] } = {},
): StepRequest {
  const eventId = v7();
  return {
    paymentId,
    callerId: 'arn:aws:iam::000000000000:user/shop',
    idempotencyKey: `key of ${eventId}`,
    requestHash: `hash of ${JSON.stringify(step)}`,
    step,
    eventId,
    takenAt: '2026-11-22T10:02:01.123Z',
    ...overrides,
  };
}

export const capture = (amountMinor?: number): PaymentStep => ({ kind: 'capture', amountMinor });
export const refund = (amountMinor?: number): PaymentStep => ({ kind: 'refund', refundId: v7(), amountMinor });
export const reverse = (of: 'capture' | 'refund', reversedSequence: number, amountMinor: number): PaymentStep => ({
  kind: `reverse-${of}`,
  reversedSequence,
  amountMinor,
});

/** An authorized payment of 100, unless told otherwise. */
export function aPosition(
  overrides: { readonly [name in keyof PaymentPosition]?: PaymentPosition[name] } = {},
): PaymentPosition {
  return {
    paymentId: '0193f3a0-0000-7000-8000-000000000001',
    sequence: 1,
    status: 'authorized',
    amount: { amountMinor: 100, currency: 'CHF' },
    capturedMinor: 0,
    releasedMinor: 0,
    refundedMinor: 0,
    merchantId: 'merchant-1',
    maskedPan: '400000******0009',
    network: 'visa',
    correlationId: 'correlation-1',
    updatedAt: '2026-11-21T10:02:01.123Z',
    ...overrides,
  };
}

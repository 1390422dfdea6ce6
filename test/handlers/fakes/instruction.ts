import type { PaymentInstruction } from '../../../handlers/domain/payment';
import type { PaymentEvent } from '../../../handlers/domain/payment-event';

/** A payment that was accepted at the edge, and nothing about it is unusual. */
export function anInstruction(
  overrides: { readonly [name in keyof PaymentInstruction]?: PaymentInstruction[name] } = {},
): PaymentInstruction {
  return {
    paymentId: '0193f3a0-0000-7000-8000-000000000001',
    callerId: 'arn:aws:iam::000000000000:user/shop',
    idempotencyKey: 'key-1',
    requestHash: 'hash-1',
    amount: { amountMinor: 4_200, currency: 'CHF' },
    card: {
      token: 'tok_00000000-0000-4000-8000-000000000000',
      network: 'visa',
      bin: '400000',
      lastFour: '0009',
      maskedPan: '400000******0009',
      expiryMonth: 12,
      expiryYear: 2040,
      issuerCountry: 'CH',
      fingerprint: 'fingerprint-1',
    },
    customer: { id: 'customer-1', email: 'Anna@Example.com', ipAddress: '203.0.113.7', ipCountry: 'CH' },
    merchantId: 'merchant-1',
    merchantReference: 'order 7',
    receivedAt: '2026-11-21T10:02:00.000Z',
    correlationId: 'correlation-1',
    ...overrides,
  };
}

export function anEvent(overrides: { readonly [name in keyof PaymentEvent]?: PaymentEvent[name] } = {}): PaymentEvent {
  return {
    eventId: '0193f3a0-0000-7000-8000-00000000000e',
    eventType: 'PaymentAuthorized',
    version: 1,
    occurredAt: '2026-11-21T10:02:01.000Z',
    correlationId: 'correlation-1',
    paymentId: '0193f3a0-0000-7000-8000-000000000001',
    sequence: 1,
    status: 'authorized',
    amountMinor: 4_200,
    currency: 'CHF',
    merchantId: 'merchant-1',
    merchantReference: 'order 7',
    maskedPan: '400000******0009',
    network: 'visa',
    ...overrides,
  };
}

import type { PaymentInstruction } from '../handlers/domain/payment';

const AN_INSTRUCTION = {
  callerId: 'arn:aws:iam::111122223333:user/bench',
  requestHash: 'a'.repeat(64),
  amount: { amountMinor: 1_000, currency: 'EUR' },
  card: {
    token: 'tok_01900000-0000-7000-8000-000000000001',
    network: 'visa',
    bin: '424242',
    lastFour: '4242',
    maskedPan: '424242******4242',
    expiryMonth: 12,
    expiryYear: 2040,
    fingerprint: 'b'.repeat(44),
  },
  customer: { id: 'customer-1000' },
  merchantId: 'merchant-1000',
  receivedAt: '2026-11-21T10:00:00.000Z',
  correlationId: '01900000-0000-7000-8000-000000000002',
} as const;

/** A payment as the queue brings it; `parts` replace its own. */
export function anInstruction(paymentId: string, parts: Partial<PaymentInstruction> = {}): PaymentInstruction {
  return { ...AN_INSTRUCTION, paymentId, idempotencyKey: paymentId, ...parts };
}

/** The card, with `parts` in place of its own. */
export function aCard(parts: Partial<PaymentInstruction['card']>): PaymentInstruction['card'] {
  return { ...AN_INSTRUCTION.card, ...parts };
}

import { v7 } from 'uuid';
import type { PaymentInstruction } from '../../../handlers/domain/payment';
import type { PaymentDecision } from '../../../handlers/ports/payment-ledger';
import { anInstruction } from './instruction';

type Overrides = { readonly [name in keyof PaymentDecision]?: PaymentDecision[name] };
type InstructionOverrides = { readonly [name in keyof PaymentInstruction]?: PaymentInstruction[name] };

/** An authorization of a payment that nobody has seen before. */
export function aDecision(overrides: Overrides = {}, instruction: InstructionOverrides = {}): PaymentDecision {
  const paymentId = v7();
  return {
    instruction: anInstruction({ paymentId, idempotencyKey: `key of ${paymentId}`, ...instruction }),
    status: 'authorized',
    acquirerReference: 'acquirer-1',
    eventId: v7(),
    decidedAt: '2026-11-21T10:02:01.123Z',
    ...overrides,
  };
}

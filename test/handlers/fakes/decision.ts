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

/** The same decision, taken once more. */
export const again = (decision: PaymentDecision): PaymentDecision => ({ ...decision, eventId: v7() });

/** What a decline by fraud rules has, and no other decision. */
export const declinedByRules = {
  status: 'declined',
  declineCode: 'fraud-rules',
  fraud: {
    rulesVersion: '7',
    score: 80,
    outcome: 'decline',
    executions: [{ ruleId: 'velocity', scoreModifier: 80, result: 'hit' }],
    features: { amountMinor: 4_200, currency: 'CHF', known: false },
  },
} as const;

import * as v from 'valibot';
import type { PaymentPosition } from '../domain/ledger/payment-position';
import { paymentStatus } from './payment-answer';

const text = (description: string) => v.pipe(v.string(), v.description(description));
const minor = (description: string) => v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));

/** What a step of a payment answers: where it led. */
export const stepAnswer = v.pipe(
  v.object({
    paymentId: v.pipe(v.string(), v.uuid(), v.description('Identifier of the payment.')),
    status: v.pipe(paymentStatus, v.description('Status after the step.')),
    step: v.pipe(v.picklist(['capture', 'void', 'refund']), v.description('What was done.')),
    stepMinor: minor('How much was captured, given back or refunded by this step.'),
    confirmed: v.pipe(
      v.boolean(),
      v.description(
        'Whether the acquirer has accepted the step; while false, it is asked again, and may still refuse.',
      ),
    ),
    refundId: v.optional(v.pipe(v.string(), v.uuid(), v.description('Identifier of the refund.'))),
    amountMinor: minor('Amount of the payment in the minor unit of the currency.'),
    currency: text('ISO 4217 code.'),
    capturedMinor: minor('Captured so far.'),
    releasedMinor: minor('Given back without a capture, by void or expiry.'),
    refundedMinor: minor('Refunded so far.'),
    updatedAt: v.pipe(v.string(), v.isoTimestamp(), v.description('When the step was taken, ISO 8601 UTC.')),
  }),
  v.title('PaymentStep'),
  v.description('A step of a payment, and where it led.'),
);

export type StepAnswer = v.InferOutput<typeof stepAnswer>;

export function stepAnswerOf(
  { paymentId, status, amount, capturedMinor, releasedMinor, refundedMinor, updatedAt }: PaymentPosition,
  step: Pick<StepAnswer, 'step' | 'stepMinor' | 'confirmed' | 'refundId'>,
): StepAnswer {
  return { paymentId, status, ...step, ...amount, capturedMinor, releasedMinor, refundedMinor, updatedAt };
}

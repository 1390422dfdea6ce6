import * as v from 'valibot';
import { PAYMENT_STATUSES } from '../domain/payment';
import type { PaymentView } from '../domain/payment-event';

const timestamp = (description: string) => v.pipe(v.string(), v.isoTimestamp(), v.description(description));
const text = (description: string) => v.pipe(v.string(), v.description(description));
const total = (description: string) => v.optional(v.pipe(v.number(), v.integer(), v.description(description)));

export const paymentStatus = v.picklist(PAYMENT_STATUSES);

/** What `POST /payments` and `GET /payments/{id}` answer. */
export const paymentAnswer = v.pipe(
  v.object({
    paymentId: v.pipe(v.string(), v.uuid(), v.description('Identifier of the payment, UUID version 7.')),
    status: v.pipe(
      paymentStatus,
      v.description('`received` until it is decided; `unresolved` while the acquirer has to be asked again.'),
    ),
    amountMinor: v.pipe(v.number(), v.integer(), v.description('Amount in the minor unit of the currency.')),
    currency: text('ISO 4217 code.'),
    capturedMinor: total('Captured so far; absent until the payment is captured, voided or expired.'),
    releasedMinor: total('Given back without a capture, by void or expiry.'),
    refundedMinor: total('Refunded so far.'),
    merchantId: text('The merchant that gets the money.'),
    merchantReference: v.optional(text('The reference that came with the request.')),
    maskedPan: text('First six and last four digits of the card, the rest starred.'),
    network: text('Card network.'),
    declineCode: v.optional(text('Why it was declined or failed.')),
    receivedAt: timestamp('When the request was accepted, ISO 8601 UTC.'),
    updatedAt: timestamp('When the status changed last, ISO 8601 UTC.'),
  }),
  v.title('Payment'),
  v.description('A payment as its caller sees it.'),
);

export type PaymentAnswer = v.InferOutput<typeof paymentAnswer>;

/** Leaves out what is ours alone: the caller's identity and the sequence. */
export function paymentAnswerOf(view: PaymentView): PaymentAnswer {
  const { callerId: _callerId, sequence: _sequence, ...answer } = view;
  return answer;
}

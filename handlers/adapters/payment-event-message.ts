import * as v from 'valibot';
import { EVENT_VERSION } from '../../src/contract/payment-events';
import { PAYMENT_STATUSES } from '../domain/payment';
import type { PaymentEvent } from '../domain/payment-event';
import { EventRefusedError } from '../runtime/errors';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1_024));
const id = v.pipe(v.string(), v.uuid());
const total = (description: string) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.description(description)));

/** What subscribers, webhooks and our own consumers are told; members that they do not know may be added. */
export const paymentEventSchema: v.GenericSchema<unknown, PaymentEvent> = v.pipe(
  v.object({
    eventId: v.pipe(id, v.description('The same for every delivery of one event.')),
    eventType: v.pipe(
      v.string(),
      v.regex(/^[A-Za-z]{1,64}$/),
      v.description('What happened to the payment: `PaymentAuthorized`, `PaymentCaptured`, …'),
    ),
    version: v.literal(EVENT_VERSION),
    occurredAt: v.pipe(v.string(), v.isoTimestamp(), v.description('When it happened, ISO 8601 UTC.')),
    correlationId: v.pipe(text, v.description('Of the request that led to it.')),
    paymentId: v.pipe(id, v.description('Identifier of the payment.')),
    sequence: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('Counts the steps of the payment: an older one changes nothing.'),
    ),
    status: v.pipe(v.picklist(PAYMENT_STATUSES), v.description('Status after it.')),
    amountMinor: v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(0),
      v.description('Amount of the payment in the minor unit of the currency.'),
    ),
    capturedMinor: total('Captured so far; with an event of a step only.'),
    releasedMinor: total('Given back so far, by void or expiry.'),
    refundedMinor: total('Refunded so far.'),
    stepMinor: v.optional(
      v.pipe(
        v.number(),
        v.safeInteger(),
        v.minValue(1),
        v.description('What this step captured, gave back, refunded or reversed.'),
      ),
    ),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.description('ISO 4217 code.')),
    merchantId: v.pipe(text, v.description('The merchant that gets the money.')),
    merchantReference: v.optional(v.pipe(text, v.description('The reference that came with the request.'))),
    maskedPan: v.pipe(
      v.string(),
      v.regex(/^\d{6}\*{2,9}\d{4}$/),
      v.description('First six and last four digits of the card, the rest starred.'),
    ),
    network: v.pipe(text, v.description('Card network.')),
    declineCode: v.optional(v.pipe(text, v.description('Why it was declined or failed.'))),
    fraudOutcome: v.optional(v.pipe(text, v.description('What the fraud rules said: approve, review or decline.'))),
  }),
  v.title('PaymentEvent'),
  v.description('Something that happened to a payment. Members may be added: ignore those you do not know.'),
);

const envelopeSchema = v.object({ Type: v.literal('Notification'), Message: v.string() });
const json = v.pipe(v.string(), v.parseJson());

/** A payment event from a queue, as the topic delivers it: raw, or in the topic's envelope. */
export function readPaymentEvent(body: string): PaymentEvent {
  const envelope = v.safeParse(v.pipe(json, envelopeSchema), body);
  const parsed = v.safeParse(v.pipe(json, paymentEventSchema), envelope.success ? envelope.output.Message : body);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? 'the whole';
  throw new EventRefusedError(`message must be a payment event of version ${EVENT_VERSION}, and is not at '${where}'`);
}

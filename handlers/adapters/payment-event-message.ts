import * as v from 'valibot';
import { EVENT_VERSION } from '../../src/contract/payment-events';
import { PAYMENT_STATUSES } from '../domain/payment';
import type { PaymentEvent } from '../domain/payment-event';
import { EventRefusedError } from '../runtime/errors';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1_024));

const eventSchema: v.GenericSchema<unknown, PaymentEvent> = v.object({
  eventId: v.pipe(v.string(), v.uuid()),
  eventType: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,64}$/)),
  version: v.literal(EVENT_VERSION),
  occurredAt: v.pipe(v.string(), v.isoTimestamp()),
  correlationId: text,
  paymentId: v.pipe(v.string(), v.uuid()),
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
  status: v.picklist(PAYMENT_STATUSES),
  amountMinor: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  stepMinor: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  merchantId: text,
  merchantReference: v.optional(text),
  maskedPan: v.pipe(v.string(), v.regex(/^\d{6}\*{2,9}\d{4}$/)),
  network: text,
  declineCode: v.optional(text),
  fraudOutcome: v.optional(text),
});

const envelopeSchema = v.object({ Type: v.literal('Notification'), Message: v.string() });
const json = v.pipe(v.string(), v.parseJson());

/** A payment event from a queue, as the topic delivers it: raw, or in the topic's envelope. */
export function readPaymentEvent(body: string): PaymentEvent {
  const envelope = v.safeParse(v.pipe(json, envelopeSchema), body);
  const parsed = v.safeParse(v.pipe(json, eventSchema), envelope.success ? envelope.output.Message : body);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? 'the whole';
  throw new EventRefusedError(`message must be a payment event of version ${EVENT_VERSION}, and is not at '${where}'`);
}

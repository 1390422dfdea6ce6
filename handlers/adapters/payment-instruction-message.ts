import * as v from 'valibot';
import { AMOUNT_MINOR_MAX } from '../domain/money';
import type { PaymentInstruction } from '../domain/payment';
import { EventRefusedError } from '../runtime/errors';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));

const instructionSchema: v.GenericSchema<unknown, PaymentInstruction> = v.object({
  paymentId: v.pipe(v.string(), v.uuid()),
  callerId: text,
  idempotencyKey: text,
  requestHash: text,
  amount: v.object({
    amountMinor: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(AMOUNT_MINOR_MAX)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  }),
  card: v.object({
    token: text,
    network: text,
    bin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
    lastFour: v.pipe(v.string(), v.regex(/^\d{4}$/)),
    maskedPan: v.pipe(v.string(), v.regex(/^\d{6}\*{2,9}\d{4}$/)),
    expiryMonth: v.number(),
    expiryYear: v.number(),
    issuerCountry: v.optional(country),
    fingerprint: text,
  }),
  customer: v.object({
    id: text,
    email: v.optional(text),
    ipAddress: v.optional(text),
    ipCountry: v.optional(country),
  }),
  merchantId: text,
  merchantReference: v.optional(text),
  receivedAt: v.pipe(v.string(), v.isoTimestamp()),
  correlationId: text,
  sourceIp: v.optional(text),
});

/** A message of the payment queue; whoever can write to the queue is not trusted to write the right thing. */
export function readPaymentInstruction(body: string): PaymentInstruction {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), instructionSchema), body);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? 'the whole';
  throw new EventRefusedError(`message must be a payment instruction, and is not at '${where}'`);
}

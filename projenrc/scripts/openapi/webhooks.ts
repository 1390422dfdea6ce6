import { signWebhook } from '../../../handlers/domain/webhook-signature';
import { EventType } from '../../../src/contract/payment-events';
import { examples } from './examples';
import { referenceTo } from './schemas';

const { receivedAt: _receivedAt, updatedAt, ...payment } = examples.payment.authorized.value;

const authorized = {
  eventId: '01935d2a-1a2b-7abc-8def-00000000e7e1',
  eventType: EventType.PAYMENT_AUTHORIZED,
  version: 1,
  occurredAt: updatedAt,
  correlationId: '01935d2a-1234-7abc-8def-00000000c0de',
  sequence: 1,
  fraudOutcome: 'approve',
  ...payment,
};

const captured = {
  ...authorized,
  eventId: '01935d2b-1a2b-7abc-8def-00000000e7e2',
  eventType: EventType.PAYMENT_CAPTURED,
  sequence: 2,
  status: 'captured',
  stepMinor: 999,
  capturedMinor: 999,
  releasedMinor: 0,
  refundedMinor: 0,
};

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

const TIMESTAMP = 1_795_255_320;

/** What is posted to the merchant's own endpoint: docs/webhooks.md says more, and how to check the signature. */
export const webhooks = {
  paymentEvent: {
    post: {
      operationId: 'receivePaymentEvent',
      summary: 'Hear what happened to a payment',
      description:
        'Posted to the URL in the parameter `webhook-url`, at least once for each event, perhaps out of order. ' +
        'Check `Payment-Signature` over the body as it came, then answer within 5 seconds. ' +
        `Types of events: ${Object.values(EventType).join(', ')}.`,
      tags: ['payments'],
      security: [], // the signature is the credential
      parameters: [
        header(
          'Payment-Signature',
          '`t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<body>`; several `v1` while a key is changed.',
          signWebhook('key', TIMESTAMP, JSON.stringify(authorized)),
        ),
        header('Payment-Event-Id', 'The same for every delivery of one event.', authorized.eventId),
        header('Payment-Event-Type', 'As `eventType` in the body.', authorized.eventType),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: referenceTo('PaymentEvent'),
            examples: {
              authorized: { summary: 'Authorized by the acquirer', value: authorized },
              captured: { summary: 'A part was captured', value: captured },
            },
          },
        },
      },
      responses: {
        '2XX': { description: 'Taken; it is not posted again.' },
        '4XX': { description: 'Refused: tried again later, at once only after 408, 409, 425 and 429.' },
        '5XX': { description: 'Tried again, at once and later, until the event goes to the dead letters.' },
      },
    },
  },
};

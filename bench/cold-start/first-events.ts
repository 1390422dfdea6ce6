import { v7 } from 'uuid';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { aCard, anInstruction } from '../instruction';
import type { Surroundings } from './surroundings';

/** What a function is started with, or a promise of it, and an expression of its `answer` that is true where it did its work. */
export interface FirstEvent {
  readonly event: (surroundings: Surroundings) => unknown;
  readonly expected: string;
}

const CALLER = 'arn:aws:iam::111122223333:user/bench';
const ALL_HANDLED = 'answer.batchItemFailures.length === 0';

const request = (parts: object) => ({
  headers: {},
  path: '/payments',
  requestContext: { requestId: v7(), path: '/dev/payments', identity: { userArn: CALLER } },
  ...parts,
});

const batch = (body: unknown) => ({
  Records: [{ messageId: v7(), attributes: { ApproximateReceiveCount: '1' }, body: JSON.stringify(body) }],
});

function anOrder() {
  return {
    amountMinor: 1_000,
    currency: 'EUR',
    card: { number: '4242424242424242', cvv: '123', expiryMonth: 12, expiryYear: 2040 },
    customer: { id: 'customer' },
    merchantId: 'merchant',
  };
}

function instructionOf({ cardToken }: Surroundings): PaymentInstruction {
  return anInstruction(v7(), { card: aCard({ token: cardToken() }), receivedAt: new Date().toISOString() });
}

function anEvent(): PaymentEvent {
  const { maskedPan, network } = aCard({});
  return {
    eventId: v7(),
    eventType: 'PaymentAuthorized',
    version: 1,
    occurredAt: new Date().toISOString(),
    correlationId: v7(),
    paymentId: v7(),
    sequence: 1,
    status: 'authorized',
    amountMinor: 1_000,
    currency: 'EUR',
    merchantId: 'merchant',
    maskedPan,
    network,
  };
}

/** By function: a payment that goes well, or what comes of it. */
export const firstEvents: Readonly<Record<string, FirstEvent>> = {
  'validate-payment': {
    event: () =>
      request({
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
        body: JSON.stringify(anOrder()),
      }),
    expected: 'answer.statusCode === 202',
  },
  'get-payment': {
    event: () => request({ pathParameters: { id: v7() } }),
    expected: 'answer.statusCode === 404',
  },
  'process-payment': { event: (surroundings) => batch(instructionOf(surroundings)), expected: ALL_HANDLED },
  'relay-outbox': {
    event: async ({ leaveInOutbox }) => {
      await leaveInOutbox(anEvent());
      return {};
    },
    expected: 'true',
  },
  'notify-payment': { event: () => batch(anEvent()), expected: ALL_HANDLED },
};

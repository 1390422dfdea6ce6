import { type NotifyPaymentPorts, notifyPayment } from '../../../handlers/notify-payment/notify-payment';
import type { Receipts } from '../../../handlers/ports/receipts';
import { ServiceUnavailableError, WebhookError } from '../../../handlers/runtime/errors';
import { fakeConfiguration } from '../fakes/configuration';
import { anEvent } from '../fakes/instruction';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

const URL_AND_KEY = { 'webhook-url': 'https://shop.example/hooks', 'secure/webhook-signing-key': 'signing-key' };

function fakeReceipts(): Receipts {
  const states = new Map<string, 'in-progress' | 'completed'>();
  const nameOf = (consumer: string, eventId: string) => `${consumer} ${eventId}`;
  return {
    claim: async (consumer, eventId) => {
      const state = states.get(nameOf(consumer, eventId)) ?? 'claimed';
      if (state === 'claimed') states.set(nameOf(consumer, eventId), 'in-progress');
      return state;
    },
    complete: async (consumer, eventId) => void states.set(nameOf(consumer, eventId), 'completed'),
    release: async (consumer, eventId) => void states.delete(nameOf(consumer, eventId)),
  };
}

function setUp(parameters: Record<string, string> = URL_AND_KEY, flags: Record<string, boolean> = {}) {
  const world = {
    told: [] as string[],
    delivered: [] as string[],
    topicFailures: 0,
    webhookFailures: 0,
    receiptFailures: 0,
    pauses: [] as number[],
    metrics: recordingMetrics(),
  };
  const receipts = fakeReceipts();
  const ports: NotifyPaymentPorts = {
    configuration: fakeConfiguration(parameters, flags),
    receipts: {
      ...receipts,
      complete: async (consumer, eventId) => {
        if (world.receiptFailures-- > 0) throw new ServiceUnavailableError('session table did not answer');
        await receipts.complete(consumer, eventId);
      },
    },
    wait: async (milliseconds) => world.pauses.push(milliseconds),
    topic: {
      notify: async ({ eventId }) => {
        if (world.topicFailures-- > 0) throw new Error('topic away');
        world.told.push(eventId);
      },
    },
    webhook: {
      deliver: async (url, signingKey) => {
        if (world.webhookFailures-- > 0) throw new WebhookError('endpoint away');
        world.delivered.push(`${url} ${signingKey}`);
      },
    },
    metrics: world.metrics,
    logger: recordingLogger(),
  };
  return { world, notify: (event = anEvent()) => notifyPayment(ports, event) };
}

test('tells the subscribers and the merchant’s endpoint, once each, however often the event comes', async () => {
  const { world, notify } = setUp();
  await notify();
  await notify();
  expect(world.told).toEqual([anEvent().eventId]);
  expect(world.delivered).toEqual(['https://shop.example/hooks signing-key']);
  expect(world.metrics.sums).toEqual({ NotificationDelivered: 2 });
});

test('tells the subscribers once more for another event', async () => {
  const { world, notify } = setUp();
  await notify();
  await notify(anEvent({ eventId: 'another' }));
  expect(world.told).toHaveLength(2);
});

test.each([
  ['there is no URL', {}, {}],
  ['the URL says none', { 'webhook-url': '-' }, {}],
  ['the flag is off', URL_AND_KEY, { webhooks: false }],
])('sends no webhook where %s', async (_case, parameters, flags) => {
  const { world, notify } = setUp(parameters, flags);
  await notify();
  expect(world.told).toHaveLength(1);
  expect(world.delivered).toEqual([]);
});

test('tells the subscribers once when the webhook fails first, and delivers it with the next try', async () => {
  const { world, notify } = setUp();
  world.webhookFailures = 1;
  await expect(notify()).rejects.toThrow(WebhookError);
  expect(world.metrics.sums).toMatchObject({ NotificationFailed: 1 });
  await notify();
  expect(world.told).toHaveLength(1);
  expect(world.delivered).toHaveLength(1);
});

test('delivers the webhook once when the topic fails first', async () => {
  const { world, notify } = setUp();
  world.topicFailures = 1;
  await expect(notify()).rejects.toThrow('topic away');
  await notify();
  expect(world.told).toHaveLength(1);
  expect(world.delivered).toHaveLength(1);
});

test('delivers once for ten parallel deliveries; those that found it under way come again', async () => {
  const { world, notify } = setUp();
  await Promise.allSettled(Array.from({ length: 10 }, () => notify()));
  await notify();
  expect(world.told).toHaveLength(1);
  expect(world.delivered).toHaveLength(1);
});

test('fails by name when the signing key is missing, and tells the subscribers all the same', async () => {
  const { world, notify } = setUp({ 'webhook-url': 'https://shop.example/hooks' });
  await expect(notify()).rejects.toMatchObject({ code: 'configuration-invalid' });
  expect(world.told).toHaveLength(1);
});

test('tells once when the table is away while it wants to remember', async () => {
  const { world, notify } = setUp({});
  world.receiptFailures = 2;
  await notify();
  expect(world.pauses).toEqual([1_000, 2_000]);
  await notify();
  expect(world.told).toHaveLength(1);
  expect(world.metrics.sums).toEqual({ NotificationDelivered: 1 });
});

test('fails when the table stays away: the event comes again', async () => {
  const { world, notify } = setUp({});
  world.receiptFailures = 3;
  await expect(notify()).rejects.toMatchObject({ code: 'service-unavailable' });
  await expect(notify()).rejects.toThrow('under way');
});

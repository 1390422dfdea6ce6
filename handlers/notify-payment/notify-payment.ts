import { PaymentMetric } from '../../src/contract/metrics';
import { FeatureFlag, NO_VALUE, ParameterName } from '../../src/contract/parameters';
import type { PaymentEvent } from '../domain/payment-event';
import type { Configuration } from '../ports/configuration';
import type { NotificationTopic, Webhook } from '../ports/notifications';
import type { Receipts } from '../ports/receipts';
import { ServiceUnavailableError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface NotifyPaymentPorts {
  readonly configuration: Configuration;
  readonly receipts: Receipts;
  readonly topic: NotificationTopic;
  readonly webhook: Webhook;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Names in the receipts: what one channel delivered is not delivered again because the other failed. */
export const Channel = { TOPIC: 'notification-topic', WEBHOOK: 'webhook' } as const;
type Channel = (typeof Channel)[keyof typeof Channel];

/**
 * Rather than have it delivered again, remembering is tried again. A delivery takes 20 s at most, and these with all attempts of the
 * client 30: the lease lasts 60.
 */
const REMEMBER_AGAIN_AFTER_MS = [1_000, 2_000];

/**
 * Tells subscribers and the merchant's endpoint of an event, once each; twice only where nobody can know: the function died, or lost
 * its table, between delivering and remembering, or the answer of who took the event was lost. Receivers know the event by its id.
 * Ends with `webhook-failed`, `service-unavailable` or `configuration-invalid` when the event must come again.
 */
export async function notifyPayment(ports: NotifyPaymentPorts, event: PaymentEvent): Promise<void> {
  const results = await Promise.allSettled([
    deliverOnce(ports, Channel.TOPIC, event, () => ports.topic.notify(event)),
    notifyWebhook(ports, event),
  ]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}

async function notifyWebhook(ports: NotifyPaymentPorts, event: PaymentEvent): Promise<void> {
  if (!(await ports.configuration.flag(FeatureFlag.WEBHOOKS))) return;
  const url = await ports.configuration.find(ParameterName.WEBHOOK_URL);
  if (url === undefined || url === NO_VALUE) return;
  await deliverOnce(ports, Channel.WEBHOOK, event, async () => {
    const signingKey = await ports.configuration.require(ParameterName.WEBHOOK_SIGNING_KEY);
    await ports.webhook.deliver(url, signingKey, event);
  });
}

async function deliverOnce(
  ports: NotifyPaymentPorts,
  consumer: Channel,
  { eventId, paymentId }: PaymentEvent,
  deliver: () => Promise<void>,
): Promise<void> {
  const { receipts, metrics, logger } = ports;
  const state = await receipts.claim(consumer, eventId);
  if (state === 'in-progress') throw new ServiceUnavailableError('another delivery of this event is under way');
  if (state === 'completed') {
    logger.info('event was delivered before', { consumer, eventId, paymentId });
    return;
  }
  try {
    await deliver();
  } catch (error) {
    metrics.count(PaymentMetric.NOTIFICATION_FAILED);
    await receipts.release(consumer, eventId);
    throw error;
  }
  await remember(ports, consumer, eventId);
  metrics.count(PaymentMetric.NOTIFICATION_DELIVERED);
  logger.info('event delivered', { consumer, eventId, paymentId });
}

async function remember({ receipts, wait }: NotifyPaymentPorts, consumer: Channel, eventId: string): Promise<void> {
  for (const pause of REMEMBER_AGAIN_AFTER_MS) {
    try {
      return await receipts.complete(consumer, eventId);
    } catch {
      await wait(pause);
    }
  }
  return receipts.complete(consumer, eventId);
}

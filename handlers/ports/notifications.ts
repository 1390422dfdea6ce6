import type { PaymentEvent } from '../domain/payment-event';

/** People and systems that subscribed: e-mail and HTTPS over SNS. */
export interface NotificationTopic {
  notify(event: PaymentEvent): Promise<void>;
}

/** The merchant's endpoint: signed, timestamped, retried a bounded number of times; throws `WebhookError` when it gave up. */
export interface Webhook {
  deliver(url: string, signingKey: string, event: PaymentEvent): Promise<void>;
}

import type { PaymentEvent } from '../domain/payment-event';

export interface EventPublisher {
  /** Publishes each event; returns the ids of those that were accepted. */
  publish(events: readonly PaymentEvent[]): Promise<readonly string[]>;
}

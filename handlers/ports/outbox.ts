import type { PaymentEvent } from '../domain/payment-event';

export interface OutboxEntry {
  readonly position: string;
  readonly event: PaymentEvent;
}

export interface Outbox {
  /**
   * Hands the oldest entries to `relay`, in order per payment, and removes those it returns; entries stay locked meanwhile,
   * so that parallel relays share the work. Returns how many were removed.
   */
  drain(limit: number, relay: (entries: readonly OutboxEntry[]) => Promise<readonly string[]>): Promise<number>;
}

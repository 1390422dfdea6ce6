import { PaymentMetric } from '../../src/contract/metrics';
import type { PaymentEvent } from '../domain/payment-event';
import type { EventPublisher } from '../ports/event-publisher';
import type { Outbox, OutboxEntry } from '../ports/outbox';
import type { Metrics } from '../runtime/metrics';

export interface RelayOutboxPorts {
  readonly outbox: Outbox;
  readonly publisher: EventPublisher;
  readonly metrics: Metrics;
}

export interface RelayOutboxOptions {
  /** Entries locked at a time. @default 50 */
  readonly batchSize?: number;
  /** Bounds the work of one call; what is left waits for the next. @default 20 */
  readonly batches?: number;
}

/** Publishes what waits in the outbox, oldest first, and in order per payment. Returns how many events were relayed. */
export async function relayOutbox(ports: RelayOutboxPorts, options: RelayOutboxOptions = {}): Promise<number> {
  const { batchSize = 50, batches = 20 } = options;
  let relayed = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    let offered = 0;
    const removed = await ports.outbox.drain(batchSize, (entries) => {
      offered = entries.length;
      return publishInOrder(ports.publisher, entries);
    });
    relayed += removed;
    if (removed < batchSize || removed < offered) break;
  }
  if (relayed > 0) ports.metrics.count(PaymentMetric.EVENT_RELAYED, relayed);
  return relayed;
}

/**
 * Publishes the first event of every payment together, then the second, and so on; a payment whose event was not accepted
 * is left alone for now. Returns the positions of the entries that are done.
 */
async function publishInOrder(publisher: EventPublisher, entries: readonly OutboxEntry[]): Promise<readonly string[]> {
  const waiting = Map.groupBy(entries, ({ event }) => event.paymentId);
  const done: string[] = [];
  while (waiting.size > 0) {
    const heads = [...waiting.values()].map(([head]) => head).filter((head) => head !== undefined);
    const accepted = new Set(await publisher.publish(heads.map(({ event }) => event)));
    for (const { position, event } of heads) {
      if (accepted.has(event.eventId)) done.push(position);
      advance(waiting, event, accepted.has(event.eventId));
    }
  }
  return done;
}

function advance(waiting: Map<string, OutboxEntry[]>, { paymentId }: PaymentEvent, accepted: boolean): void {
  const rest = accepted ? (waiting.get(paymentId) ?? []).slice(1) : [];
  if (rest.length === 0) waiting.delete(paymentId);
  else waiting.set(paymentId, rest);
}

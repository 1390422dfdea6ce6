import type { PaymentEvent } from '../../handlers/domain/payment-event';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import type { DeliveryQueue } from './delivery-queue';
import type { SeededRandom } from './seeded-random';

/** One in so many publications is refused; as many are taken, and the publisher is not told so. */
const TROUBLE = 0.1;

/** A topic at its worst: what it accepted, every subscribed queue gets at least once. */
export class EventTopic implements EventPublisher {
  /** In the order they came, repetitions too. */
  readonly published: PaymentEvent[] = [];
  private backAt = 0;
  private readonly doubtful = new Set<string>();

  constructor(
    private readonly random: SeededRandom,
    private readonly queues: readonly DeliveryQueue<PaymentEvent>[],
  ) {}

  async publish(events: readonly PaymentEvent[]): Promise<readonly string[]> {
    return events.filter((event) => this.accept(event)).map(({ eventId }) => eventId);
  }

  /** Refuses everything for a while; meanwhile events of a payment gather in the outbox. */
  goAway(milliseconds: number): void {
    this.backAt = performance.now() + milliseconds;
  }

  comeBack(): void {
    this.backAt = 0;
  }

  /** The next event of this payment, whichever it is. */
  refuseNextOf(paymentId: string): void {
    this.doubtful.add(paymentId);
  }

  private accept(event: PaymentEvent): boolean {
    if (performance.now() < this.backAt || this.random.chance(TROUBLE)) return false;
    if (this.doubtful.delete(event.paymentId)) return false;
    this.published.push(event);
    for (const queue of this.queues) queue.send(event);
    return !this.random.chance(TROUBLE);
  }
}

import { DynamoDbPaymentViews } from '../../handlers/adapters/dynamodb-payment-views';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent, PaymentView } from '../../handlers/domain/payment-event';
import type { PaymentViews } from '../../handlers/ports/payment-views';
import { systemClock } from '../../handlers/runtime/clock';
import { DeliveryQueue, type Outcome } from './delivery-queue';
import { fateOf } from './kill-points';
import type { SeededRandom } from './seeded-random';
import type { Surroundings } from './surroundings';
import type { EventJob, Outward } from './worker-messages';
import type { WorkerPool } from './worker-pool';

const SLOTS = 3;

export interface Listening {
  readonly storm: () => boolean;
  /** Whether events may still come. */
  readonly open: () => boolean;
  /** What the merchant does about an event, of which he hears for the first time. */
  readonly react: (event: PaymentEvent) => void;
}

/** Who listens to the topic: the view and the notifications, each with a queue of its own, in processes that die as others do. */
export class Consumers {
  readonly viewQueue: DeliveryQueue<PaymentEvent>;
  readonly notificationQueue: DeliveryQueue<PaymentEvent>;
  /** Every view that an event led to. */
  readonly written: PaymentView[] = [];
  /** Every event that the merchant was told, in the order he heard it. */
  readonly told: PaymentEvent[] = [];
  /** How often a consumer died that had the notification of an event in hand. */
  readonly diedWith = new Map<string, number>();
  readonly views: PaymentViews;
  private readonly heard = new Set<string>();
  private react: Listening['react'] = () => undefined;

  constructor(
    { cloud, tableName }: Pick<Surroundings, 'cloud' | 'tableName'>,
    private readonly random: SeededRandom,
  ) {
    const queue = { random, visibilityMs: 400, maxReceives: 120, duplicates: 0.2 };
    this.viewQueue = new DeliveryQueue(queue);
    this.notificationQueue = new DeliveryQueue(queue);
    this.views = new DynamoDbPaymentViews(cloud.dynamoDb, tableName, systemClock);
  }

  /** What the edge writes before a payment is queued. */
  async expect({ amount, card, ...instruction }: PaymentInstruction): Promise<void> {
    const { callerId, merchantId, paymentId, receivedAt } = instruction;
    const { maskedPan, network } = card;
    const known = { callerId, merchantId, paymentId, receivedAt, maskedPan, network, ...amount };
    await this.views.putIfNewer({ ...known, status: 'received', sequence: 0, updatedAt: receivedAt });
  }

  async work(pool: WorkerPool, { open, react, storm }: Listening): Promise<void> {
    this.react = react;
    const deliver = (kind: EventJob['kind']) => async (event: PaymentEvent) => {
      const job = { kind, event };
      const outcome = await pool.deliver(job, fateOf(job, pool.deaths, this.random, storm()));
      if (kind === 'notification') this.note(event, outcome);
      return outcome;
    };
    await Promise.all([
      this.viewQueue.serve(SLOTS, open, deliver('view')),
      this.notificationQueue.serve(SLOTS, open, deliver('notification')),
    ]);
  }

  /** What a consumer does that is seen outside of it. The merchant knows an event by its id, as he is told to. */
  async hear(call: Outward): Promise<readonly string[]> {
    if (call.kind === 'written') this.written.push(call.view);
    if (call.kind === 'notify') {
      const { event } = call;
      this.told.push(event);
      if (!this.heard.has(event.eventId)) this.react(event);
      this.heard.add(event.eventId);
    }
    return [];
  }

  private note({ eventId }: PaymentEvent, outcome: Outcome): void {
    if (outcome === 'died') this.diedWith.set(eventId, (this.diedWith.get(eventId) ?? 0) + 1);
  }
}

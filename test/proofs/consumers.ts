import { DynamoDbPaymentViews } from '../../handlers/adapters/dynamodb-payment-views';
import { DynamoDbReceipts } from '../../handlers/adapters/dynamodb-receipts';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent, PaymentView } from '../../handlers/domain/payment-event';
import { notifyPayment } from '../../handlers/notify-payment/notify-payment';
import type { PaymentViews } from '../../handlers/ports/payment-views';
import { projectPayment } from '../../handlers/project-payment/project-payment';
import { systemClock } from '../../handlers/runtime/clock';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import { DeliveryQueue, type Outcome } from './delivery-queue';
import type { SeededRandom } from './seeded-random';
import type { Surroundings } from './surroundings';

const SLOTS = 3;

const outcomeOf = (work: Promise<void>): Promise<Outcome> =>
  work.then(
    () => 'done',
    () => 'failed',
  );

/** Who listens to the topic: the view and the notifications, each with a queue of its own. */
export class Consumers {
  readonly viewQueue: DeliveryQueue<PaymentEvent>;
  readonly notificationQueue: DeliveryQueue<PaymentEvent>;
  /** Every view that an event led to. */
  readonly written: PaymentView[] = [];
  /** Every event that the merchant was told, in the order he heard it. */
  readonly told: PaymentEvent[] = [];
  readonly views: PaymentViews;
  private readonly receipts: DynamoDbReceipts;

  constructor({ cloud, tableName }: Pick<Surroundings, 'cloud' | 'tableName'>, random: SeededRandom) {
    const queue = { random, visibilityMs: 400, maxReceives: 40, duplicates: 0.2 };
    this.viewQueue = new DeliveryQueue(queue);
    this.notificationQueue = new DeliveryQueue(queue);
    this.views = new DynamoDbPaymentViews(cloud.dynamoDb, tableName, systemClock);
    this.receipts = new DynamoDbReceipts(cloud.dynamoDb, tableName, systemClock);
  }

  /** What the edge writes before a payment is queued. */
  async expect({ amount, card, ...instruction }: PaymentInstruction): Promise<void> {
    const { callerId, merchantId, paymentId, receivedAt } = instruction;
    const { maskedPan, network } = card;
    const known = { callerId, merchantId, paymentId, receivedAt, maskedPan, network, ...amount };
    await this.views.putIfNewer({ ...known, status: 'received', sequence: 0, updatedAt: receivedAt });
  }

  async work(open: () => boolean, react: (event: PaymentEvent) => void): Promise<void> {
    const logger = recordingLogger();
    const views: PaymentViews = {
      find: (paymentId) => this.views.find(paymentId),
      putIfNewer: (view) => this.write(view),
    };
    const notifying = {
      configuration: fakeConfiguration({}),
      receipts: this.receipts,
      topic: {
        notify: async (event: PaymentEvent) => {
          this.told.push(event);
          react(event);
        },
      },
      webhook: { deliver: async () => undefined },
      metrics: recordingMetrics(),
      logger,
    };
    await Promise.all([
      this.viewQueue.serve(SLOTS, open, (event) => outcomeOf(projectPayment({ views, logger }, event))),
      this.notificationQueue.serve(SLOTS, open, (event) => outcomeOf(notifyPayment(notifying, event))),
    ]);
  }

  private async write(view: PaymentView): Promise<boolean> {
    const written = await this.views.putIfNewer(view);
    if (written) this.written.push(view);
    return written;
  }
}

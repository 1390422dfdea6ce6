import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import { PAYMENT_STATUSES } from '../domain/payment';
import type { PaymentView } from '../domain/payment-event';
import type { Clock } from '../ports/clock';
import type { PaymentViews } from '../ports/payment-views';
import { callService } from '../runtime/service-call';

/** Thirteen months, as long as a cardholder may dispute a payment; the ledger keeps it longer. */
export const VIEW_SECONDS = 400 * 24 * 3600;

const viewSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    paymentId: v.string(),
    callerId: v.string(),
    status: v.picklist(PAYMENT_STATUSES),
    sequence: v.number(),
    amountMinor: v.number(),
    currency: v.string(),
    capturedMinor: v.optional(v.number()),
    releasedMinor: v.optional(v.number()),
    refundedMinor: v.optional(v.number()),
    merchantId: v.string(),
    merchantReference: v.optional(v.string()),
    maskedPan: v.string(),
    network: v.string(),
    declineCode: v.optional(v.string()),
    receivedAt: v.string(),
    updatedAt: v.string(),
  }),
);

/** One item per payment; `sequence` stands beside the document, where conditions can see it. */
export class DynamoDbPaymentViews implements PaymentViews {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  async find(paymentId: string): Promise<PaymentView | undefined> {
    const get = new GetItemCommand({ TableName: this.tableName, Key: keyOf(paymentId), ConsistentRead: true });
    const { Item } = await callService('session table', () => this.client.send(get));
    return Item === undefined ? undefined : v.parse(viewSchema, Item.view?.S);
  }

  async putIfNewer(view: PaymentView): Promise<boolean> {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + VIEW_SECONDS;
    const put = new PutItemCommand({
      TableName: this.tableName,
      Item: {
        ...keyOf(view.paymentId),
        [SessionTable.TIME_TO_LIVE]: { N: `${expires}` },
        sequence: { N: `${view.sequence}` },
        view: { S: JSON.stringify(view) },
      },
      ConditionExpression: 'attribute_not_exists(#key) OR #sequence < :sequence',
      ExpressionAttributeNames: { '#key': SessionTable.PARTITION_KEY, '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':sequence': { N: `${view.sequence}` } },
    });
    return callService('session table', async () => {
      try {
        await this.client.send(put);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });
  }
}

function keyOf(paymentId: string): Record<string, AttributeValue> {
  return { [SessionTable.PARTITION_KEY]: { S: SessionKey.payment(paymentId) } };
}

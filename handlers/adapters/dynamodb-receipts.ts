import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import type { Clock } from '../ports/clock';
import type { ReceiptState, Receipts } from '../ports/receipts';
import { callService } from '../runtime/service-call';

/** As long as an event can come back: 14 days in a queue, 14 in its dead-letter queue, and a margin. */
const TIME_TO_LIVE_SECONDS = 30 * 24 * 3600;
/** Longer than a delivery takes; what died is done by the next one after so long. */
const LEASE_SECONDS = 60;

/** One item per consumer and event: first a lease, which names its holder, then a receipt. */
export class DynamoDbReceipts implements Receipts {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
    private readonly leaseSeconds = LEASE_SECONDS,
  ) {}

  async claim(consumer: string, eventId: string): Promise<ReceiptState> {
    return callService('session table', () => this.putLease(consumer, eventId));
  }

  async complete(consumer: string, eventId: string): Promise<void> {
    const put = new PutItemCommand({ TableName: this.tableName, Item: this.item(consumer, eventId, {}) });
    await callService('session table', () => this.client.send(put));
  }

  async release(consumer: string, eventId: string): Promise<void> {
    const { [SessionTable.PARTITION_KEY]: key } = this.item(consumer, eventId, {});
    const remove = new DeleteItemCommand({ TableName: this.tableName, Key: { [SessionTable.PARTITION_KEY]: key } });
    await callService('session table', () => this.client.send(remove));
  }

  private async putLease(consumer: string, eventId: string): Promise<ReceiptState> {
    const now = this.seconds();
    const holder = randomUUID();
    try {
      await this.client.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: this.item(consumer, eventId, {
            leaseUntil: { N: `${now + this.leaseSeconds}` },
            holder: { S: holder },
          }),
          ConditionExpression: 'attribute_not_exists(#key) OR leaseUntil <= :now OR #expires <= :now',
          ExpressionAttributeNames: { '#key': SessionTable.PARTITION_KEY, '#expires': SessionTable.TIME_TO_LIVE },
          ExpressionAttributeValues: { ':now': { N: `${now}` } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'claimed';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // the first write was taken, its answer was lost, and the SDK sent it again
      if (error.Item?.holder?.S === holder) return 'claimed';
      return error.Item?.leaseUntil ? 'in-progress' : 'completed';
    }
  }

  private item(consumer: string, eventId: string, lease: Readonly<Record<string, AttributeValue>>) {
    return {
      [SessionTable.PARTITION_KEY]: { S: SessionKey.receipt(consumer, eventId) },
      [SessionTable.TIME_TO_LIVE]: { N: `${this.seconds() + TIME_TO_LIVE_SECONDS}` },
      ...lease,
    };
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

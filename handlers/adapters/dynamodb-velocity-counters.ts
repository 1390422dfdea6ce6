import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import type { VelocityAttempt, VelocityCounts, VelocityKey } from '../domain/fraud/velocity';
import { countsAt, historyAt } from '../domain/fraud/velocity-item';
import { slotNames, staleSlots, windowSlots } from '../domain/fraud/velocity-slots';
import type { VelocityCounters } from '../ports/velocity-counters';
import { callService } from '../runtime/service-call';
import { additionOf, attemptMark, expiryOf, hash, type Item, readVelocityItem } from './velocity-update';

/** Attempts in one slot that are remembered one by one. Beyond it a subject is far over every limit, and repetitions count again. */
const MARKS_MAX = 100;
/** DynamoDB takes some 300 operators in an expression; what is left over goes with the next attempt. */
const PRUNED_AT_ONCE = 200;

/**
 * One item a subject, holding the slots of all its windows; one atomic update counts an attempt in all of them.
 * The marks of the attempts lie in the same item, so that no second write is needed to count each only once.
 * Values are hashed: the table holds no address, and keys have one length. An item stays below DynamoDB's 400 kB.
 */
export class DynamoDbVelocityCounters implements VelocityCounters {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async record(attempt: VelocityAttempt): Promise<VelocityCounts> {
    const { amount, at } = attempt;
    const slots = windowSlots(at, amount.currency);
    const entries = attempt.keys.map(async (key) => {
      const item = readVelocityItem(await callService('session table', () => this.count(key, attempt)));
      const counts = { [key.subject]: countsAt(item, at, slots) };
      return key.subject === 'card' ? { ...counts, cardHistory: historyAt(item, at, amount) } : counts;
    });
    return Object.assign({}, ...(await Promise.all(entries)));
  }

  async recordDecline(attempt: VelocityAttempt): Promise<void> {
    await Promise.all(attempt.keys.map((key) => callService('session table', () => this.markDecline(key, attempt))));
  }

  private async count(key: VelocityKey, attempt: VelocityAttempt): Promise<Item> {
    const names = slotNames(attempt.at, attempt.amount.currency);
    const mark = attemptMark(attempt);
    const addition = additionOf(key.subject, attempt, names, mark);
    try {
      const { Attributes: item = {} } = await this.client.send(
        new UpdateItemCommand({
          ...this.itemOf(key),
          ...addition,
          ConditionExpression: 'attribute_not_exists(#marks) OR (NOT contains(#marks, :mark) AND size(#marks) < :most)',
          ExpressionAttributeValues: {
            ...addition.ExpressionAttributeValues,
            ':mark': { S: mark },
            ':most': { N: `${MARKS_MAX}` },
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      await this.prune(key, item, attempt.at);
      return item;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      if (error.Item[names.attemptMarks]?.SS?.includes(mark)) return error.Item;
      return this.countWithoutMark(key, attempt);
    }
  }

  private async countWithoutMark(key: VelocityKey, attempt: VelocityAttempt): Promise<Item> {
    const names = slotNames(attempt.at, attempt.amount.currency);
    const command = new UpdateItemCommand({
      ...this.itemOf(key),
      ...additionOf(key.subject, attempt, names),
      ReturnValues: 'ALL_NEW',
    });
    const { Attributes: item = {} } = await this.client.send(command);
    await this.prune(key, item, attempt.at);
    return item;
  }

  /** A set that is full stays as it is: a hundred declines in six hours tell enough. */
  private async markDecline(key: VelocityKey, attempt: VelocityAttempt): Promise<void> {
    const { at, amount } = attempt;
    const command = new UpdateItemCommand({
      ...this.itemOf(key),
      UpdateExpression: 'ADD #marks :marks SET #expires = :expires',
      ConditionExpression: 'attribute_not_exists(#marks) OR size(#marks) < :most',
      ExpressionAttributeNames: {
        '#marks': slotNames(at, amount.currency).declineMarks,
        '#expires': SessionTable.TIME_TO_LIVE,
      },
      ExpressionAttributeValues: {
        ':marks': { SS: [attemptMark(attempt)] },
        ':most': { N: `${MARKS_MAX}` },
        ':expires': expiryOf(key.subject, at),
      },
    });
    try {
      await this.client.send(command);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** Removing a slot that no window reaches cannot harm a parallel attempt: nobody counts it. */
  private async prune(key: VelocityKey, item: Item, at: Date): Promise<void> {
    const stale = staleSlots(Object.keys(item), at).slice(0, PRUNED_AT_ONCE);
    if (stale.length === 0) return;
    await this.client.send(
      new UpdateItemCommand({
        ...this.itemOf(key),
        UpdateExpression: `REMOVE ${stale.map((_, index) => `#s${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(stale.map((name, index) => [`#s${index}`, name])),
      }),
    );
  }

  private itemOf({ subject, value }: VelocityKey) {
    const key = SessionKey.velocity(subject, hash(`${subject}:${value}`, 32));
    return { TableName: this.tableName, Key: { [SessionTable.PARTITION_KEY]: { S: key } } };
  }
}

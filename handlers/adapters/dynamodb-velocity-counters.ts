import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import type { VelocityCounts, VelocityKey } from '../domain/fraud/fraud-features';
import { countsAt, type SlotNames, slotNames, staleSlots } from '../domain/fraud/velocity-slots';
import type { VelocityAttempt, VelocityCounters } from '../ports/velocity-counters';
import { callService } from '../runtime/service-call';

type Item = Readonly<Record<string, AttributeValue>>;

/** Attempts in one slot whose ids are remembered. Beyond it a subject is far over every limit, and repetitions count again. */
const IDS_MAX = 100;
/** Longest window and a margin for messages that waited in the queue. */
const TIME_TO_LIVE_SECONDS = 14 * 24 * 3600;
/** DynamoDB takes some 300 operators in an expression; what is left over goes with the next attempt. */
const PRUNED_AT_ONCE = 200;

const hash = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length);

function numbersIn(item: Item): Record<string, number> {
  const numbers = Object.entries(item).flatMap(([name, { N }]) =>
    N === undefined ? [] : [[name, Number(N)] as const],
  );
  return Object.fromEntries(numbers);
}

interface Expression {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

function additionOf({ attempts, amounts, ids }: SlotNames, { amount, at }: VelocityAttempt, id?: string): Expression {
  const named = (prefix: string, names: readonly string[]) =>
    names.map((name, index) => [`#${prefix}${index}`, name] as const);
  const [counted, summed] = [named('n', attempts), named('m', amounts)];
  const additions = [
    ...counted.map(([placeholder]) => `${placeholder} :one`),
    ...summed.map(([placeholder]) => `${placeholder} :amount`),
    ...(id === undefined ? [] : ['#ids :ids']),
  ];
  return {
    UpdateExpression: `ADD ${additions.join(', ')} SET #expires = :expires`,
    ExpressionAttributeNames: {
      ...Object.fromEntries([...counted, ...summed]),
      '#expires': SessionTable.TIME_TO_LIVE,
      ...(id !== undefined && { '#ids': ids }),
    },
    ExpressionAttributeValues: {
      ':one': { N: '1' },
      ':amount': { N: `${amount.amountMinor}` },
      ':expires': { N: `${Math.floor(at.getTime() / 1000) + TIME_TO_LIVE_SECONDS}` },
      ...(id !== undefined && { ':ids': { SS: [id] } }),
    },
  };
}

/**
 * One item a subject, holding the slots of all its windows; one atomic update counts an attempt in all of them.
 * The ids of the attempts lie in the same item, so that no second write is needed to count each only once.
 * Values are hashed: the table holds no address, and keys have one length.
 */
export class DynamoDbVelocityCounters implements VelocityCounters {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async record(attempt: VelocityAttempt): Promise<VelocityCounts> {
    const entries = attempt.keys.map(async (key) => {
      const item = await callService('session table', () => this.count(key, attempt));
      return [key.subject, countsAt(numbersIn(item), attempt.at, attempt.amount.currency)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  private async count(key: VelocityKey, attempt: VelocityAttempt): Promise<Item> {
    const names = slotNames(attempt.at, attempt.amount.currency);
    const id = hash(attempt.attemptId, 12);
    const addition = additionOf(names, attempt, id);
    try {
      const { Attributes: item = {} } = await this.client.send(
        new UpdateItemCommand({
          ...this.itemOf(key),
          ...addition,
          ConditionExpression: 'attribute_not_exists(#ids) OR (NOT contains(#ids, :id) AND size(#ids) < :most)',
          ExpressionAttributeValues: {
            ...addition.ExpressionAttributeValues,
            ':id': { S: id },
            ':most': { N: `${IDS_MAX}` },
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      await this.prune(key, item, attempt.at);
      return item;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      if (error.Item[names.ids]?.SS?.includes(id)) return error.Item;
      return this.countWithoutId(key, attempt, names);
    }
  }

  private async countWithoutId(key: VelocityKey, attempt: VelocityAttempt, names: SlotNames): Promise<Item> {
    const command = new UpdateItemCommand({
      ...this.itemOf(key),
      ...additionOf(names, attempt),
      ReturnValues: 'ALL_NEW',
    });
    return (await this.client.send(command)).Attributes ?? {};
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

import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import type { Clock } from '../ports/clock';
import type { IdempotencyKey, IdempotencySessions, SessionStart, StoredAnswer } from '../ports/idempotency-sessions';
import { callService } from '../runtime/service-call';
import { VIEW_SECONDS } from './dynamodb-payment-views';

/** As long as the payment can be read: a shorter one would give out, for a key that the ledger knows, the URL of a payment that never is. */
const TIME_TO_LIVE_SECONDS = VIEW_SECONDS;
/** Longer than a request can take behind API Gateway (29 s). */
const LEASE_MILLISECONDS = 30_000;

type Item = Record<string, AttributeValue>;

const answerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ status: v.number(), headers: v.record(v.string(), v.string()), body: v.string() }),
);

interface NewSession {
  readonly paymentId: string;
  readonly expiresSeconds: number;
  readonly now: number;
}

interface Takeover {
  /** Of the try that died. */
  readonly leaseUntil: number;
  /** The id that this try would have given its payment, which no other try has. */
  readonly holder: string;
  readonly now: number;
}

/** One item per caller and key; every step is one conditional write, so of any number of parallel tries one goes on. */
export class DynamoDbIdempotencySessions implements IdempotencySessions {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  async begin(key: IdempotencyKey, requestHash: string, newPaymentId: string): Promise<SessionStart> {
    const now = this.clock.now().getTime();
    const expiresSeconds = Math.floor(now / 1000) + TIME_TO_LIVE_SECONDS;
    const held = await this.take(key, requestHash, { paymentId: newPaymentId, expiresSeconds, now });
    const started = (paymentId: string, expires = expiresSeconds) =>
      ({ outcome: 'started', paymentId, expiresAt: new Date(expires * 1000) }) as const;
    if (held === undefined) return started(newPaymentId);
    if (held.requestHash?.S !== requestHash) return { outcome: 'mismatch' };
    const paymentId = held.paymentId?.S ?? newPaymentId;
    if (held.answer?.S !== undefined) {
      return { outcome: 'completed', paymentId, answer: v.parse(answerSchema, held.answer.S) };
    }
    const heldExpires = Number(held[SessionTable.TIME_TO_LIVE]?.N ?? expiresSeconds);
    // ids are new for each try: this is our own write, whose answer was lost and which the SDK sent again
    if (paymentId === newPaymentId) return started(paymentId, heldExpires);
    const leaseUntil = Number(held.leaseUntil?.N ?? 0);
    const taken = leaseUntil <= now && (await this.takeOver(key, { leaseUntil, holder: newPaymentId, now }));
    if (taken) return started(paymentId, heldExpires);
    return { outcome: 'in-progress' };
  }

  /** The answer that is there stands: a try that was late, and taken over, has been answered by the one that took over. */
  async complete(key: IdempotencyKey, answer: StoredAnswer): Promise<void> {
    await this.update(key, {
      UpdateExpression: 'SET answer = :answer REMOVE leaseUntil',
      ConditionExpression: 'attribute_exists(#key) AND attribute_not_exists(answer)',
      ExpressionAttributeNames: { '#key': SessionTable.PARTITION_KEY },
      ExpressionAttributeValues: { ':answer': { S: JSON.stringify(answer) } },
    });
  }

  /**
   * Ends the lease and keeps the payment id: if a failed try got further than it knew, the next one continues that payment.
   * An answer that is there already outweighs any lease.
   */
  async abandon(key: IdempotencyKey): Promise<void> {
    await this.update(key, {
      UpdateExpression: 'SET leaseUntil = :never',
      ConditionExpression: 'attribute_exists(#key)',
      ExpressionAttributeNames: { '#key': SessionTable.PARTITION_KEY },
      ExpressionAttributeValues: { ':never': { N: '0' } },
    });
  }

  /** What is past its time to live counts as gone, and is deleted: no right to delete is needed for it. */
  async forget(key: IdempotencyKey, paymentId: string): Promise<void> {
    await this.update(key, {
      UpdateExpression: 'SET #expires = :now',
      ConditionExpression: 'paymentId = :paymentId AND attribute_not_exists(answer)',
      ExpressionAttributeNames: { '#expires': SessionTable.TIME_TO_LIVE },
      ExpressionAttributeValues: {
        ':now': { N: `${Math.floor(this.clock.now().getTime() / 1000)}` },
        ':paymentId': { S: paymentId },
      },
    });
  }

  /** Writes a new session, or returns the one that is there. What is past its time to live counts as gone. */
  private async take(key: IdempotencyKey, hash: string, session: NewSession): Promise<Item | undefined> {
    const { paymentId, expiresSeconds, now } = session;
    const put = new PutItemCommand({
      TableName: this.tableName,
      Item: {
        ...itemKey(key),
        [SessionTable.TIME_TO_LIVE]: { N: `${expiresSeconds}` },
        requestHash: { S: hash },
        paymentId: { S: paymentId },
        leaseUntil: { N: `${now + LEASE_MILLISECONDS}` },
      },
      ConditionExpression: 'attribute_not_exists(#key) OR #expires <= :now',
      ExpressionAttributeNames: { '#key': SessionTable.PARTITION_KEY, '#expires': SessionTable.TIME_TO_LIVE },
      ExpressionAttributeValues: { ':now': { N: `${Math.floor(now / 1000)}` } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return this.write(() => this.client.send(put));
  }

  /** Of those who saw the same lease end, one takes over. */
  private async takeOver(key: IdempotencyKey, { leaseUntil, holder, now }: Takeover): Promise<boolean> {
    const held = await this.update(key, {
      UpdateExpression: 'SET leaseUntil = :next, holder = :holder',
      ConditionExpression: 'leaseUntil = :last',
      ExpressionAttributeValues: {
        ':last': { N: `${leaseUntil}` },
        ':next': { N: `${now + LEASE_MILLISECONDS}` },
        ':holder': { S: holder },
      },
    });
    // a holder of that name: the write was taken, its answer was lost, and the SDK sent it again
    return held === undefined || held.holder?.S === holder;
  }

  private update(key: IdempotencyKey, change: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) {
    const input = { TableName: this.tableName, Key: itemKey(key), ...change };
    const update = new UpdateItemCommand({ ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    return this.write(() => this.client.send(update));
  }

  /** Returns what is there where a condition refused the write. */
  private write(send: () => Promise<unknown>): Promise<Item | undefined> {
    return callService('session table', async () => {
      try {
        await send();
        return undefined;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
        throw error;
      }
    });
  }
}

function itemKey({ callerId, idempotencyKey }: IdempotencyKey): Item {
  return { [SessionTable.PARTITION_KEY]: { S: SessionKey.idempotency(callerId, idempotencyKey) } };
}

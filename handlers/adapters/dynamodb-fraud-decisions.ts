import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { SessionKey, SessionTable } from '../../src/contract/storage-keys';
import type { FraudDecision } from '../domain/fraud/fraud-decision';
import type { Clock } from '../ports/clock';
import type { FraudDecisions } from '../ports/fraud-decisions';
import { callService } from '../runtime/service-call';
import { fraudDecisionSchema } from './fraud-decision-document';

const decisionSchema = v.pipe(v.string(), v.parseJson(), fraudDecisionSchema);

/** A message lives at most 14 days in a queue and as long again in its dead-letter queue. */
const TIME_TO_LIVE_SECONDS = 30 * 24 * 3600;

export class DynamoDbFraudDecisions implements FraudDecisions {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  async keepFirst(paymentId: string, decision: FraudDecision): Promise<FraudDecision> {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + TIME_TO_LIVE_SECONDS;
    const update = new UpdateItemCommand({
      TableName: this.tableName,
      Key: { [SessionTable.PARTITION_KEY]: { S: SessionKey.fraudDecision(paymentId) } },
      UpdateExpression: 'SET #decision = if_not_exists(#decision, :decision), #expires = :expires',
      ExpressionAttributeNames: { '#decision': 'decision', '#expires': SessionTable.TIME_TO_LIVE },
      ExpressionAttributeValues: { ':decision': { S: JSON.stringify(decision) }, ':expires': { N: `${expires}` } },
      ReturnValues: 'ALL_NEW',
    });
    const { Attributes } = await callService('session table', () => this.client.send(update));
    return v.parse(decisionSchema, Attributes?.decision?.S);
  }
}

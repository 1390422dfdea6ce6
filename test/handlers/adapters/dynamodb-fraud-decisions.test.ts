import { DynamoDbFraudDecisions } from '../../../handlers/adapters/dynamodb-fraud-decisions';
import type { FraudDecision } from '../../../handlers/domain/fraud/fraud-decision';
import { fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('fraud-decisions');
});
afterAll(() => cloud.stop());

const decision = (score: number): FraudDecision => ({
  rulesVersion: 'v1',
  score,
  outcome: score < 50 ? 'approve' : 'decline',
  executions: [{ ruleId: 'large-amount', scoreModifier: score, result: 'hit', shadow: true }],
  features: { amountMinor: 4_200, currency: 'CHF' },
});

test('keeps the first decision about a payment, whole, and returns it to whoever decides again', async () => {
  const decisions = new DynamoDbFraudDecisions(cloud.dynamoDb, await cloud.createSessionTable(), fakeClock());
  await expect(decisions.keepFirst('payment-1', decision(10))).resolves.toEqual(decision(10));
  await expect(decisions.keepFirst('payment-1', decision(90))).resolves.toEqual(decision(10));
  await expect(decisions.keepFirst('payment-2', decision(90))).resolves.toEqual(decision(90));
});

test('gives twenty parallel deliveries the same decision', async () => {
  const decisions = new DynamoDbFraudDecisions(cloud.dynamoDb, await cloud.createSessionTable(), fakeClock());
  const kept = await Promise.all(
    Array.from({ length: 20 }, (_, score) => decisions.keepFirst('payment-1', decision(score))),
  );
  expect(new Set(kept.map(({ score }) => score)).size).toBe(1);
});

/** What the emulator counts of itself is what was asked of it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateAliasCommand, CreateKeyCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientOptions } from '../../../local/aws-access';
import { WrittenMetrics } from '../../../local/dashboard/written-metrics';
import { type Emulator, startEmulator } from '../../../local/emulator/emulator';
import { totalsOf } from '../payments/edge-metrics';

let emulator: Emulator;
let folder: string;
let written: WrittenMetrics;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-metered-'));
  emulator = await startEmulator({ folder, metricsFolder: join(folder, 'metrics') });
  written = new WrittenMetrics(join(folder, 'metrics'));
}, 120_000);

afterAll(() => emulator?.stop());

const options = (region = 'us-east-1') => clientOptions({ endpoint: emulator.endpoint, region });
const newTotals = () => totalsOf(written.read());

const KILOBYTE = 1024;
const LOOKED_AT_WITHIN_MS = 15_000;
const item = (id: string, bytes = 0) => ({ id: { S: id }, text: { S: 'x'.repeat(bytes) } });

test('capacity of a table, its refused conditions, and errors of its users', async () => {
  const client = new DynamoDBClient(options('eu-west-1'));
  const TableName = 'sessions';
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  await client.send(new PutItemCommand({ TableName, Item: item('a', 2 * KILOBYTE) }));
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: item('b') } }] }));
  const ConditionExpression = 'attribute_not_exists(id)';
  await expect(client.send(new PutItemCommand({ TableName, Item: item('a'), ConditionExpression }))).rejects.toThrow();
  await expect(client.send(new PutItemCommand({ TableName, Item: {} }))).rejects.toThrow('Missing the key id');
  const Key = { id: { S: 'a' } };
  const asked = await client.send(new GetItemCommand({ TableName, Key, ReturnConsumedCapacity: 'TOTAL' }));
  const unasked = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  expect([asked, unasked].map(({ ConsumedCapacity }) => ConsumedCapacity?.CapacityUnits)).toEqual([0.5, undefined]);
  expect(unasked.Item).toEqual(item('a', 2 * KILOBYTE));

  const totals = newTotals();
  expect(totals).toMatchObject({
    'eu-west-1 ConsumedWriteCapacityUnits sessions': 3 + 2 + 1,
    'eu-west-1 ConsumedReadCapacityUnits sessions': 1.5,
    'eu-west-1 ConditionalCheckFailedRequests sessions': 1,
    'eu-west-1 SystemErrors PutItem sessions': 0,
    'eu-west-1 SuccessfulRequestLatency GetItem sessions': expect.any(Number),
    'eu-west-1 UserErrors ': 1,
  });
  // no limit, no throttles: not even zeros
  expect(Object.keys(totals).filter((key) => key.includes('Throttle'))).toEqual([]);
});

test('messages of a queue, sent, received and deleted, one by one and in batches', async () => {
  const client = new SQSClient(options());
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'payments' }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  const Entries = ['2', '3'].map((Id) => ({ Id, MessageBody: Id }));
  await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2 });
  const { Messages: [first] = [] } = await client.send(receive);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(newTotals()).toMatchObject({
    'us-east-1 NumberOfMessagesSent payments': 3,
    'us-east-1 NumberOfMessagesReceived payments': 2,
    'us-east-1 NumberOfMessagesDeleted payments': 1,
  });
});

test('what lies in a queue, and for how long the oldest has', async () => {
  const age = 'us-east-1 ApproximateAgeOfOldestMessage payments';
  const until = Date.now() + LOOKED_AT_WITHIN_MS;
  let totals = newTotals();
  for (; !(age in totals) && Date.now() < until; totals = newTotals()) await wait(100);
  expect(totals).toMatchObject({
    'us-east-1 ApproximateNumberOfMessagesVisible payments': 1,
    'us-east-1 ApproximateNumberOfMessagesNotVisible payments': 1,
  });
  expect(totals[age]).toBeGreaterThan(0);
  expect(totals[age]).toBeLessThan(LOOKED_AT_WITHIN_MS / 1000);
}, 20_000);

test('messages of a topic, and deliveries to a queue that takes them and to one that is gone', async () => {
  const client = new SNSClient(options());
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'events' }));
  const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
  for (const name of ['payments', 'gone']) {
    await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arnOf(name) }));
  }
  await client.send(new PublishCommand({ TopicArn, Message: 'one' }));
  const PublishBatchRequestEntries = ['2', '3'].map((Id) => ({ Id, Message: Id }));
  await client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  expect(newTotals()).toMatchObject({
    'us-east-1 NumberOfMessagesPublished events': 3,
    'us-east-1 PublishSize events': 5,
    'us-east-1 NumberOfNotificationsDelivered events': 3,
    'us-east-1 NumberOfNotificationsFailed events': 3,
    'us-east-1 NumberOfMessagesSent payments': 3,
  });
});

test('requests that a key was used for, by the key and not by the alias that was named', async () => {
  const client = new KMSClient(options());
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
  await client.send(new CreateAliasCommand({ AliasName: 'alias/cards', TargetKeyId: KeyMetadata?.KeyId }));
  const Plaintext = Buffer.from('text');
  for (const KeyId of ['alias/cards', KeyMetadata?.Arn]) await client.send(new EncryptCommand({ KeyId, Plaintext }));
  await expect(client.send(new EncryptCommand({ KeyId: 'alias/none', Plaintext }))).rejects.toThrow();
  expect(newTotals()).toEqual({ [`us-east-1 SuccessfulRequest ${KeyMetadata?.Arn} Encrypt`]: 2 });
});

test('nothing was left uncounted', () => {
  expect(readFileSync(join(folder, 'emulator.log'), 'utf8')).not.toContain('was not measured');
});

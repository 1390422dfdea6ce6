import { setTimeout as wait } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDbIdempotencySessions } from '../../../handlers/adapters/dynamodb-idempotency-sessions';
import { DynamoDbPaymentViews } from '../../../handlers/adapters/dynamodb-payment-views';
import { KmsCardFingerprinter } from '../../../handlers/adapters/kms-card-fingerprinter';
import { SqsPaymentQueue } from '../../../handlers/adapters/sqs-payment-queue';
import { GetPayment } from '../../../handlers/get-payment/get-payment';
import { systemClock } from '../../../handlers/runtime/clock';
import { answering, type HttpAnswer } from '../../../handlers/runtime/http-answer';
import type { HttpRequest } from '../../../handlers/runtime/http-request';
import { uuidIds } from '../../../handlers/runtime/ids';
import { ValidatePayment } from '../../../handlers/validate-payment/validate-payment';
import { type AcquirerHarness, startHarness } from '../adapters/acquirer-harness';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { CARD_NUMBER, httpRequest, paymentBody } from '../fakes/http-requests';
import { type RecordingLogger, recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

type Answering = (request: HttpRequest) => Promise<HttpAnswer>;

let cloud: EmulatedCloud;
let acquirer: AcquirerHarness;
beforeAll(async () => {
  [cloud, acquirer] = await Promise.all([startEmulatedCloud('validate-payment'), startHarness()]);
});
afterAll(() => Promise.all([cloud.stop(), acquirer.stop()]));

let queueUrl: string;
let tableName: string;
let logger: RecordingLogger;
let post: Answering;
let get: Answering;
beforeEach(async () => {
  tableName = await cloud.createSessionTable();
  const queue = await cloud.sqs.send(new CreateQueueCommand({ QueueName: `payments-${tableName}` }));
  const key = await cloud.kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }));
  queueUrl = queue.QueueUrl ?? '';
  logger = recordingLogger();
  const views = new DynamoDbPaymentViews(cloud.dynamoDb, tableName, systemClock);
  const accept = new ValidatePayment({
    clock: systemClock,
    ids: uuidIds,
    sessions: new DynamoDbIdempotencySessions(cloud.dynamoDb, tableName, systemClock),
    fingerprinter: new KmsCardFingerprinter(cloud.kms, key.KeyMetadata?.KeyId ?? ''),
    vault: acquirer.connect().vault,
    views,
    queue: new SqsPaymentQueue(cloud.sqs, queueUrl),
    wait,
    logger,
    metrics: recordingMetrics(),
  });
  const show = new GetPayment(views);
  post = answering(logger, (request) => accept.handle(request));
  get = answering(logger, (request) => show.handle(request));
});

async function queued(): Promise<readonly string[]> {
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await cloud.sqs.send(receive);
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
}

test('a payment is tokenized at the real acquirer, queued and readable', async () => {
  const answer = await post(httpRequest());
  expect(answer).toMatchObject({ status: 202 });
  const { paymentId } = JSON.parse(answer.body);
  const [message = ''] = await queued();
  expect(JSON.parse(message)).toMatchObject({ paymentId, card: { lastFour: '1111', network: 'visa' } });
  const read = await get(httpRequest({ pathParameters: { id: paymentId } }));
  expect(JSON.parse(read.body)).toEqual(JSON.parse(answer.body));
});

test('fifty parallel repeats of a key make one payment, and in the end all know it', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(httpRequest())));
  const accepted = answers.filter(({ status }) => status === 202);
  expect(answers.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
  expect(accepted.length).toBeGreaterThan(0);
  const later = await post(httpRequest());
  expect(later.headers['Idempotent-Replayed']).toBe('true');
  expect(new Set([...accepted, later].map(({ body }) => body)).size).toBe(1);
  expect(await queued()).toHaveLength(1);
});

test('a card that fails its check leaves nothing behind', async () => {
  const card = { ...paymentBody.card, number: '4111111111111112' };
  await expect(post(httpRequest({ body: { ...paymentBody, card } }))).resolves.toMatchObject({ status: 422 });
  const { Items } = await cloud.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  expect([Items, await queued()]).toEqual([[], []]);
});

test('the card number is in no table, queue or log', async () => {
  await post(httpRequest());
  const { Items = [] } = await cloud.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  const kept = JSON.stringify([Items, await queued(), logger.lines]);
  expect(Items).toHaveLength(2);
  expect(kept).not.toContain(CARD_NUMBER);
});

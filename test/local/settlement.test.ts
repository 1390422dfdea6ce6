/** Settlement from end to end: captures at the acquirer, its file in the bucket, the deployed function, the report beside it. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { accessIn, clientOptions } from '../../local/aws-access';
import { type Cloud, startCloud } from '../../local/cloud';
import { databaseFolder } from '../../local/cloud-state';
import { buildAssets, deployApp } from '../../local/deploy/deploy-example';
import type { Deployment } from '../../local/deploy/deployment';
import { SETTLES_WITHIN_MS } from '../../local/drive/follow';
import { databaseLogins } from '../../local/drive/ledger-reader';
import { ownFolder } from '../../local/own-folder';
import { Steps } from '../../local/terminal/steps';
import { PATIENCE_MS } from './fixtures/patience';
import { settlementApp } from './fixtures/settlement-stack';
import { PayingCustomer } from './payments/paying-customer';

jest.setTimeout(PATIENCE_MS);

const REPORT_WITHIN_MS = SETTLES_WITHIN_MS;
const silent = new Steps({ write: () => undefined });
let cloud: Cloud;
let deployment: Deployment;
let customer: PayingCustomer;

beforeAll(async () => {
  const folder = ownFolder('settlement');
  cloud = await startCloud(folder);
  await buildAssets(folder);
  process.env.CDK_VALIDATION = 'false';
  settlementApp(join(folder, 'app')).synth();
  deployment = await deployApp(silent, cloud.state, 'settlement', join(folder, 'app'));
  customer = new PayingCustomer(cloud.state, await applicationLogin());
});

afterAll(async () => {
  await customer?.stop();
  await cloud?.stop();
});

const options = () => ({ ...clientOptions(accessIn('us-east-1', cloud.state)), forcePathStyle: true });

async function applicationLogin() {
  const SecretId = deployment.outputs.ApplicationSecret;
  const secrets = new SecretsManagerClient(options());
  const { SecretString = '{}' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { username: user, password } = JSON.parse(SecretString);
  const [{ port = 0, database = '' } = {}] = Object.values(databaseLogins(databaseFolder(cloud.state.folder)));
  return { host: 'localhost', port, database, user, password };
}

/** Puts a file where files come in, and waits for what is said of it. */
async function upload(name: string, text: string, ending: string): Promise<string> {
  const s3 = new S3Client(options());
  const Bucket = deployment.outputs.BucketName;
  await s3.send(new PutObjectCommand({ Bucket, Key: `settlement/incoming/${name}`, Body: text }));
  const Key = `settlement/reports/${name}.${ending}`;
  for (const end = Date.now() + REPORT_WITHIN_MS; Date.now() < end; await wait(250)) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      if (!(error instanceof NoSuchKey)) throw error;
    }
  }
  throw new Error(`no ${Key} within ${REPORT_WITHIN_MS} ms`);
}

/** The cases that people were called for since the last look. */
async function operatorCases(): Promise<object[]> {
  const sqs = new SQSClient(options());
  const QueueUrl = deployment.outputs.OperatorQueueUrl;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = '' }) => JSON.parse(Body));
}

test("the acquirer's own file has no difference", async () => {
  await Promise.all([customer.pay(2_500, 700), customer.pay(4_000, 1)]);
  const { batchId, text } = await customer.settle('csv');
  expect(JSON.parse(await upload('first.csv', text, 'report.json'))).toMatchObject({
    batchId,
    totals: [{ currency: 'CHF', class: 'matched', count: 4, capturedMinor: 6_500, refundedMinor: 701 }],
    differences: [],
  });
  expect(await operatorCases()).toEqual([]);
});

test('a file in which one amount was changed has exactly that difference, and a person is called', async () => {
  const paymentId = await customer.pay(2_500, 700);
  const { text } = await customer.settle('json');
  const tampered = text.replace('"amountMinor":700', '"amountMinor":70');
  const rows = (await upload('second.json', tampered, 'report.csv')).trim().split('\r\n');
  expect(rows.slice(1)).toEqual([
    expect.stringMatching(`^amount-differs,refund,${paymentId}/3,.*,700,CHF,70,CHF,-630,,`),
  ]);
  const [operatorCase] = await operatorCases();
  expect(operatorCase).toMatchObject({ kind: 'settlement-differs', settlementFile: 'settlement/incoming/second.json' });
});

test('a file that is poison is refused once, with the place', async () => {
  const refusal = await upload('third.csv', 'batchId,settlementDate\n1,2', 'refused.json');
  expect(JSON.parse(refusal).faults).toContainEqual({ place: 'line 1', rule: 'must have the column kind' });
  const cases = await operatorCases();
  expect(cases).toMatchObject([{ kind: 'settlement-refused', settlementFile: 'settlement/incoming/third.csv' }]);
});

import { join } from 'node:path';
import { APIGatewayClient, GetRequestValidatorsCommand } from '@aws-sdk/client-api-gateway';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { GetBucketEncryptionCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { accessIn, clientOptions } from '../../local/aws-access';
import { type Cloud, startCloud } from '../../local/cloud';
import { WrittenMetrics } from '../../local/dashboard/written-metrics';
import { deployApp } from '../../local/deploy/deploy-example';
import type { Deployment } from '../../local/deploy/deployment';
import { ApiClient } from '../../local/drive/api-client';
import { metricsFolder } from '../../local/metrics/metric-log';
import { ownFolder } from '../../local/own-folder';
import { Steps } from '../../local/terminal/steps';
import { PATIENCE_MS } from './fixtures/patience';
import { smallApp } from './fixtures/small-stack';

jest.setTimeout(PATIENCE_MS);

const silent = new Steps({ write: () => undefined });
let cloud: Cloud;
let deployment: Deployment;

beforeAll(async () => {
  const folder = ownFolder('small');
  cloud = await startCloud(folder);
  process.env.CDK_VALIDATION = 'false';
  smallApp(join(folder, 'app')).synth();
  deployment = await deployApp(silent, cloud.state, 'small', join(folder, 'app'));
});

afterAll(() => cloud?.stop());

const options = () => ({
  ...clientOptions(accessIn('us-east-1', cloud.state)),
  forcePathStyle: true,
});

describe('database', () => {
  test('the master user of the template opens a verified session under the name of the template', () => {
    expect(deployment.outputs).toMatchObject({ DatabaseUser: 'payment_admin', DatabaseTls: 'true' });
  });
});

describe('what the emulator drops is put back', () => {
  test('the request validator: a call without the required header is refused', async () => {
    const client = new ApiClient(deployment, cloud.state.caFile);
    const refused = await client.call({ method: 'POST', path: 'echo', body: '{}' });
    expect(refused.status).toBe(400);
    const passed = await client.call({ method: 'POST', path: 'echo', body: '{}', headers: { 'idempotency-key': 'k' } });
    expect(passed).toMatchObject({ status: 200, json: { userArn: deployment.merchant.userArn } });
    const restApiId = new URL(deployment.apiUrl).pathname.split('/')[3];
    const { items } = await new APIGatewayClient(options()).send(new GetRequestValidatorsCommand({ restApiId }));
    expect(items).toEqual([expect.objectContaining({ name: 'key', validateRequestParameters: true })]);
  });

  test('time to live, recovery and encryption of a table', async () => {
    const client = new DynamoDBClient(options());
    const TableName = deployment.outputs.TableName;
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
    const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table?.SSEDescription?.SSEType).toBe('KMS');
  });

  test('dead-letter queue and reserved concurrency of a function', async () => {
    const client = new LambdaClient(options());
    const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map((it) => it.FunctionName).find((name) => name?.includes('Echo'));
    const { DeadLetterConfig } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(DeadLetterConfig?.TargetArn).toMatch(/^arn:aws:sqs:us-east-1:000000000000:small-DeadLetters/);
    const { ReservedConcurrentExecutions } = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    expect(ReservedConcurrentExecutions).toBe(3);
  });

  test('targets of a load balancer', async () => {
    const client = new ElasticLoadBalancingV2Client(options());
    const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({}));
    const TargetGroupArn = TargetGroups[0]?.TargetGroupArn;
    const { TargetHealthDescriptions = [] } = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    const targets = TargetHealthDescriptions.map(({ Target }) => Target?.Id);
    expect(targets).toEqual([expect.stringMatching(/^arn:aws:lambda:us-east-1:000000000000:function:small-Echo/)]);
  });

  test('encryption of a bucket', async () => {
    const client = new S3Client(options());
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    const Bucket = Buckets.map(({ Name }) => Name).find((name) => name?.startsWith('small-'));
    const { ServerSideEncryptionConfiguration } = await client.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0].ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
      'aws:kms',
    );
  });
});

test('a call that is not signed is refused', async () => {
  const headers = { 'idempotency-key': 'k' };
  const answer = await new ApiClient(deployment, cloud.state.caFile).call({
    method: 'POST',
    path: 'echo',
    body: '{}',
    headers,
    signed: false,
  });
  expect(answer.status).toBe(403);
});

test('requests that come at once are measured: how many, how long, and how many runs of the function', async () => {
  const metrics = new WrittenMetrics(metricsFolder(cloud.state.folder));
  metrics.read();
  const client = new ApiClient(deployment, cloud.state.caFile);
  const headers = { 'idempotency-key': 'k' };
  const body = JSON.stringify({ waitMs: 500 });
  const call = () => client.call({ method: 'POST', path: 'echo', body, headers });
  const answers = await Promise.all([call(), call(), call()]);
  answers.push(await client.call({ method: 'POST', path: 'echo', body: '{}' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400]);

  const written = metrics.read();
  const valuesOf = (metricName: string) =>
    written.filter(({ metric }) => metric.name === metricName).flatMap(({ samples }) => samples.map((it) => it.value));
  expect(valuesOf('Count')).toEqual([1, 1, 1, 1]);
  expect(valuesOf('4XXError').sort()).toEqual([0, 0, 0, 1]);
  expect(valuesOf('5XXError')).toEqual([0, 0, 0, 0]);
  // what the gateway refuses reaches no integration
  expect(valuesOf('IntegrationLatency')).toHaveLength(3);
  expect(Math.max(...valuesOf('IntegrationLatency'))).toBeLessThan(Math.max(...valuesOf('Latency')));
  expect(Math.min(...valuesOf('IntegrationLatency'))).toBeGreaterThanOrEqual(500);
  expect(valuesOf('ConcurrentExecutions').sort()).toEqual([1, 2, 3]);
});

test('deploying again updates, and keeps who may call', async () => {
  const folder = join(cloud.state.folder, 'again');
  smallApp(folder).synth();
  const again = await deployApp(silent, cloud.state, 'small', folder);
  expect(again.merchant).toEqual(deployment.merchant);
  expect(again.apiUrl).toBe(deployment.apiUrl);
});

/** What we mend in the emulator, each against what AWS does. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientOptions } from '../../../local/aws-access';
import { type Emulator, startEmulator } from '../../../local/emulator/emulator';

const ACCOUNT = '000000000000';
/** SNS waits twenty seconds between attempts. */
const TOLD_WITHIN_MS = 120_000;
jest.setTimeout(180_000);

let folder: string;
let emulator: Emulator;
let subscriber: Server;
let confirmed = false;
const told: { readonly at: number; readonly status: number }[] = [];

const options = () => clientOptions({ endpoint: emulator.endpoint, region: 'us-east-1' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-mended-'));
  emulator = await startEmulator({ folder, metricsFolder: join(folder, 'metrics'), environment: { AUTH: 'true' } });
  subscriber = await startSubscriber();
  await publish();
});

afterAll(async () => {
  subscriber?.close();
  await emulator?.stop();
});

/** Confirms the subscription, refuses the first message with 503, and takes the next. */
function startSubscriber(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', async () => {
      if (request.headers['x-amz-sns-message-type'] === 'SubscriptionConfirmation') {
        await fetch(JSON.parse(body).SubscribeURL);
        confirmed = true;
        return response.writeHead(200).end();
      }
      const status = told.length === 0 ? 503 : 200;
      told.push({ at: Date.now(), status });
      return response.writeHead(status).end();
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function publish(): Promise<void> {
  const client = new SNSClient(options());
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'news' }));
  const Endpoint = `http://127.0.0.1:${(subscriber.address() as AddressInfo).port}/`;
  await client.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint }));
  while (!confirmed) await wait(50);
  await client.send(new PublishCommand({ TopicArn, Message: 'news' }));
}

async function createFunction(FunctionName: string, code: string): Promise<(event: object) => Promise<string>> {
  const source = join(folder, FunctionName, 'index.js');
  mkdirSync(join(folder, FunctionName));
  writeFileSync(source, code);
  const zip = join(folder, `${FunctionName}.zip`);
  execFileSync('python3', ['-m', 'zipfile', '-c', zip, source]);
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await new IAMClient(options()).send(new CreateRoleCommand({ RoleName: FunctionName, AssumeRolePolicyDocument }));
  const client = new LambdaClient(options());
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      Role: `arn:aws:iam::${ACCOUNT}:role/${FunctionName}`,
      Code: { ZipFile: readFileSync(zip) },
    }),
  );
  return async (event) => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    if (FunctionError) throw new Error(Payload?.transformToString());
    return JSON.parse(Payload?.transformToString() ?? '');
  };
}

test('a call for several parameters is allowed where each of them is', async () => {
  const root = new SSMClient(options());
  for (const Name of ['/ours/one', '/ours/two', '/theirs/one']) {
    await root.send(new PutParameterCommand({ Name, Value: Name, Type: 'String' }));
  }
  const iam = new IAMClient(options());
  const UserName = 'reader';
  await iam.send(new CreateUserCommand({ UserName }));
  const Resource = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/ours/*`;
  const Statement = [{ Effect: 'Allow', Action: 'ssm:GetParameters', Resource }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'read', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  const reader = new SSMClient({ ...options(), credentials });

  const { Parameters } = await reader.send(new GetParametersCommand({ Names: ['/ours/one', '/ours/two'] }));
  expect(Parameters?.map(({ Value }) => Value)).toEqual(['/ours/one', '/ours/two']);
  for (const Names of [['/theirs/one'], ['/ours/one', '/theirs/one'], ['/theirs/one', '/ours/one']]) {
    await expect(reader.send(new GetParametersCommand({ Names }))).rejects.toThrow(
      /not authorized to perform: ssm:GetParameters/,
    );
  }
});

test('environments start a few at a time, and who waits takes one that became free', async () => {
  const journal = join(folder, 'journal');
  const calls = 20;
  const invoke = await createFunction(
    'starting',
    `const fs = require('fs');
     const note = (what) => fs.appendFileSync(${JSON.stringify(journal)}, what + '\\n');
     note('starts');
     for (const until = Date.now() + 300; Date.now() < until; );
     note('started');
     exports.handler = async () => process.pid;`,
  );
  const environments = new Set(await Promise.all(Array.from({ length: calls }, () => invoke({}))));
  const notes = readFileSync(journal, 'utf8').trim().split('\n');
  let starting = 0;
  const atOnce = notes.map((note) => (starting += note === 'starts' ? 1 : -1));
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(Math.max(2, availableParallelism()));
  expect(notes.filter((note) => note === 'starts')).toHaveLength(environments.size);
  expect(environments.size).toBeLessThan(calls);
});

test('an environment that fails to start takes no other with it', async () => {
  const flag = join(folder, 'flag');
  const invoke = await createFunction(
    'failing',
    `if (require('fs').existsSync(${JSON.stringify(flag)})) throw new Error('no start');
     exports.handler = ({ milliseconds }) => new Promise((resolve) => setTimeout(resolve, milliseconds, 'done'));`,
  );
  await invoke({ milliseconds: 0 });
  const atWork = invoke({ milliseconds: 5_000 });
  await wait(500);
  writeFileSync(flag, '');
  await expect(invoke({ milliseconds: 0 })).rejects.toThrow('no start');
  await expect(atWork).resolves.toBe('done');
});

test('a function may ask by a text or an address, and its log has nothing that it did not write', async () => {
  const invoke = await createFunction(
    'asking',
    `const https = require('https');
     const ask = (address) => new Promise((resolve, reject) =>
       https.get(address, (answer) => resolve(answer.resume().statusCode)).on('error', reject));
     const address = process.env.AWS_ENDPOINT_URL.replace('http:', 'https:') + '/_ministack/health?a=b';
     exports.handler = async () => {
       console.error('asks');
       return [await ask(address), await ask(new URL(address))];
     };`,
  );
  await expect(invoke({})).resolves.toEqual([200, 200]);
  const { events = [] } = await new CloudWatchLogsClient(options()).send(
    new FilterLogEventsCommand({ logGroupName: '/aws/lambda/asking' }),
  );
  const written = events.map(({ message = '' }) => message.trim());
  expect(written.filter((line) => !/^(START|END|REPORT|INIT_START) /.test(line))).toEqual(['asks']);
});

test('what a subscriber refused is sent again after twenty seconds', async () => {
  for (const until = Date.now() + TOLD_WITHIN_MS; told.at(-1)?.status !== 200; await wait(100)) {
    if (Date.now() > until) throw new Error(`told ${JSON.stringify(told)}`);
  }
  const [first, second] = told;
  expect([first?.status, second?.status]).toEqual([503, 200]);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(19_900);
});

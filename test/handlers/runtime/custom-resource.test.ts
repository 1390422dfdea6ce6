import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { type CustomResourceWork, customResource } from '../../../handlers/runtime/custom-resource';
import { ConfigurationError } from '../../../handlers/runtime/errors';
import { recordingLogger } from '../fakes/recording-logger';

interface Received {
  readonly method?: string;
  readonly contentType?: string;
  readonly body: Record<string, unknown>;
}

let server: Server;
let received: Received[];
let statuses: number[];

beforeEach(async () => {
  received = [];
  statuses = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      received.push({ method: request.method, contentType: request.headers['content-type'], body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function anEvent(overrides: object = {}): CloudFormationCustomResourceEvent {
  return {
    RequestType: 'Create',
    ServiceToken: 'arn:function',
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=1`,
    StackId: 'arn:stack',
    RequestId: 'request-1',
    LogicalResourceId: 'Migration',
    ResourceType: 'Custom::LedgerMigration',
    ResourceProperties: { ServiceToken: 'arn:function' },
    ...overrides,
  };
}

function aContext(remainingMs = 60_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'migrate-ledger',
    functionVersion: '1',
    invokedFunctionArn: 'arn:function',
    memoryLimitInMB: '256',
    awsRequestId: 'invocation-1',
    logGroupName: '/logs/migrate-ledger',
    logStreamName: 'stream-1',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

const answer = (work: CustomResourceWork, event: CloudFormationCustomResourceEvent, context = aContext()) =>
  customResource(work, recordingLogger())(event, context);
const works = async () => ({ physicalResourceId: 'ledger-schema' });

test('success is answered once, with an empty content type, as the signed URL asks', async () => {
  await answer(async () => ({ physicalResourceId: 'ledger-schema', data: { version: '7' } }), anEvent(), aContext());
  expect(received).toEqual([
    {
      method: 'PUT',
      contentType: '',
      body: {
        Status: 'SUCCESS',
        Reason: 'Done (log: /logs/migrate-ledger stream-1)',
        PhysicalResourceId: 'ledger-schema',
        StackId: 'arn:stack',
        RequestId: 'request-1',
        LogicalResourceId: 'Migration',
        NoEcho: false,
        Data: { version: '7' },
      },
    },
  ]);
});

test('a failure of ours is answered with its message, and where to read on', async () => {
  const fails = async () => Promise.reject(new ConfigurationError("secret 'x' must be attached"));
  await answer(fails, anEvent());
  expect(received[0]?.body).toMatchObject({
    Status: 'FAILED',
    Reason: "secret 'x' must be attached (log: /logs/migrate-ledger stream-1)",
    PhysicalResourceId: 'never-created',
  });
});

test('of a foreign failure only the kind is told, not its words', async () => {
  const fails = async () => Promise.reject(Object.assign(new Error('password hunter2 refused'), { code: '28P01' }));
  await answer(fails, anEvent());
  expect(received[0]?.body.Reason).toBe('Error (28P01) (log: /logs/migrate-ledger stream-1)');
});

test('a failed update keeps the physical id, so that nothing is deleted after it', async () => {
  const update = anEvent({ RequestType: 'Update', PhysicalResourceId: 'ledger-schema', OldResourceProperties: {} });
  await answer(() => Promise.reject(new Error('no')), update);
  expect(received[0]?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'ledger-schema' });
});

test('the deletion of what was never created does nothing', async () => {
  let called = false;
  const work = async () => {
    called = true;
    return works();
  };
  await answer(work, anEvent({ RequestType: 'Delete', PhysicalResourceId: 'never-created' }));
  expect(called).toBe(false);
  expect(received[0]?.body.Status).toBe('SUCCESS');
});

test('work without an end is answered before the function is killed', async () => {
  const started = Date.now();
  await answer(() => new Promise<never>(() => undefined), anEvent(), aContext(8_100));
  expect(Date.now() - started).toBeLessThan(4_000);
  expect(received[0]?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('time-out') });
});

test('an answer that is not taken is sent again', async () => {
  statuses = [500, 503];
  await answer(works, anEvent());
  expect(received).toHaveLength(3);
});

test('an answer that is never taken ends as an error, so that Lambda tries again', async () => {
  statuses = [500, 500, 500];
  await expect(answer(works, anEvent())).rejects.toThrow('CloudFormation answered 500');
});

test('a long reason is cut to what CloudFormation takes', async () => {
  await answer(() => Promise.reject(new ConfigurationError('x'.repeat(9_000))), anEvent());
  expect(String(received[0]?.body.Reason).length).toBe(1_000);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { connectEarly } from '../../../handlers/adapters/connect-early';
import { EarlyAgent } from '../../../handlers/adapters/early-agent';
import { createAuthority, type TestAuthority } from '../fakes/certificates';
import { startTlsServer, type TlsServer } from '../fakes/tls-server';

const environment = process.env;
const authorities = getCACertificates();
const ask = new GetItemCommand({ TableName: 'sessions', Key: { pk: { S: 'none' } } });

let trusted: TestAuthority;
let server: TlsServer;
let emulator: Server | undefined;
let client: DynamoDBClient;

beforeAll(async () => {
  trusted = await createAuthority();
  setDefaultCACertificates([...authorities, trusted.certificate]);
});
afterAll(() => setDefaultCACertificates(authorities));
afterEach(async () => {
  process.env = environment;
  client?.destroy();
  emulator?.close().closeAllConnections();
  await server?.stop();
});

async function listen(authority: TestAuthority): Promise<void> {
  server = await startTlsServer(await authority.issue('localhost'), {
    '/': (_request, response) => response.end('{"Item":{"pk":{"S":"none"}}}'),
  });
  client = clientOf(`https://localhost:${server.port}`);
}

function clientOf(endpoint: string): DynamoDBClient {
  process.env = { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new DynamoDBClient({ region: 'eu-west-1', credentials, maxAttempts: 1 });
}

test('the first call takes the connection that was made before it, and those after it keep it', async () => {
  await listen(trusted);
  await connectEarly(client);
  while (server.connections() === 0) await sleep(2);
  expect(server.received()).toBe(0);
  for (let call = 0; call < 2; call += 1) {
    await expect(client.send(ask)).resolves.toMatchObject({ Item: { pk: { S: 'none' } } });
    await sleep(100); // an agent keeps a connection a moment after the answer was read
  }
  expect([server.connections(), server.received()]).toEqual([1, 2]);
});

test('calls beside the first make connections of their own', async () => {
  await listen(trusted);
  await connectEarly(client);
  await Promise.all([client.send(ask), client.send(ask), client.send(ask)]);
  expect([server.connections(), server.received()]).toEqual([3, 3]);
});

test('fails the call, not before, where nobody vouches for the peer: nothing is sent to it', async () => {
  await listen(await createAuthority());
  await connectEarly(client);
  await expect(client.send(ask)).rejects.toThrow('certificate signature failure');
  expect(server.received()).toBe(0);
});

test('a peer that is not there is told to the call alone', async () => {
  await listen(trusted);
  await server.stop();
  await connectEarly(client);
  await expect(client.send(ask)).rejects.toThrow('ECONNREFUSED');
});

test.each([
  [{ useFipsEndpoint: false, useDualstackEndpoint: false }, 'https://sns.eu-west-1.amazonaws.com/'],
  [{ useFipsEndpoint: true, useDualstackEndpoint: true }, 'https://sns-fips.eu-west-1.api.aws/'],
])('with %j, the connection leads where the calls go: %s', async (settings, expected) => {
  const connecting = jest.spyOn(EarlyAgent.prototype, 'connectEarly').mockReturnValue();
  await connectEarly(new SNSClient({ region: 'eu-west-1', ...settings }));
  expect(connecting.mock.calls.map(([url]) => url.href)).toEqual([expected]);
  connecting.mockRestore();
});

test('an emulator without TLS is called when it is called', async () => {
  let connections = 0;
  const plain = createServer((_request, response) => response.end('{}')).on('connection', () => {
    connections += 1;
  });
  emulator = plain;
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  client = clientOf(`http://127.0.0.1:${(plain.address() as AddressInfo).port}`);
  await connectEarly(client);
  await sleep(50);
  expect(connections).toBe(0);
  await expect(client.send(ask)).resolves.toHaveProperty('$metadata');
});

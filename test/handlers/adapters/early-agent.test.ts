import { setTimeout as sleep } from 'node:timers/promises';
import { HttpsClient } from '../../../handlers/adapters/https-client';
import { createAuthority, type TestAuthority } from '../fakes/certificates';
import { startTlsServer, type TlsServer } from '../fakes/tls-server';

let trusted: TestAuthority;
let server: TlsServer;
const clients: HttpsClient[] = [];

beforeEach(async () => {
  trusted ??= await createAuthority();
  let cuts = 1;
  server = await startTlsServer(await trusted.issue('localhost'), {
    '/cut-once': (_request, response, body) => (cuts-- > 0 ? response.destroy() : response.end(body)),
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
});

const urlOf = (path: string, { port } = server) => new URL(`https://localhost:${port}${path}`);
const send = (client: HttpsClient, url: URL) => client.send({ method: 'POST', url, headers: {}, body: 'card' });

function clientThatTrusts(authority: TestAuthority): HttpsClient {
  const client = new HttpsClient({ certificateAuthorities: [authority.certificate], connectMilliseconds: 500 });
  clients.push(client);
  return client;
}

/** A client with a connection whose handshake is done: the server is the last to know. */
async function connected(): Promise<HttpsClient> {
  const client = clientThatTrusts(trusted);
  client.connectEarly(urlOf('/'));
  while (server.connections() === 0) await sleep(2);
  return client;
}

test('the first request takes the connection that was made before it, and those after it keep it', async () => {
  const client = await connected();
  await expect(send(client, urlOf('/echo'))).resolves.toMatchObject({ outcome: 'answered', body: 'card' });
  expect(server.connections()).toBe(1);
  await sleep(100); // an agent keeps a connection a moment after the answer was read
  await expect(send(client, urlOf('/echo'))).resolves.toMatchObject({ outcome: 'answered', body: 'card' });
  expect(server.connections()).toBe(1);
});

test('a request takes it while its handshake is still under way', async () => {
  const client = clientThatTrusts(trusted);
  client.connectEarly(urlOf('/'));
  await expect(send(client, urlOf('/echo'))).resolves.toMatchObject({ outcome: 'answered', body: 'card' });
  expect(server.connections()).toBe(1);
});

test('two are not made before a request', async () => {
  const client = await connected();
  client.connectEarly(urlOf('/'));
  await send(client, urlOf('/echo'));
  expect(server.connections()).toBe(1);
});

test('it may have gone stale, as one that was kept: a request that it fails is sent once more', async () => {
  await expect(send(await connected(), urlOf('/cut-once'))).resolves.toMatchObject({ outcome: 'answered' });
  expect(server.received()).toBe(2);
});

test('a connection of its own was not stale: a request that it fails may have been executed', async () => {
  const reply = await send(clientThatTrusts(trusted), urlOf('/cut-once'));
  expect(reply).toMatchObject({ outcome: 'no-answer', cause: 'connection' });
  expect(server.received()).toBe(1);
});

test('a request to another server goes its own way', async () => {
  const other = await startTlsServer(await trusted.issue('localhost'));
  const client = await connected();
  await expect(send(client, urlOf('/echo', other))).resolves.toMatchObject({ outcome: 'answered' });
  expect(server.received()).toBe(0);
  client.close();
  await other.stop();
});

test('fails as ever where the authority is not trusted, and nothing is sent', async () => {
  const client = clientThatTrusts(await createAuthority());
  client.connectEarly(urlOf('/'));
  const reply = await send(client, urlOf('/echo'));
  expect(reply).toEqual({ outcome: 'not-sent', errorCode: expect.stringMatching(/VERIFY|SIGNATURE/) });
  expect(server.received()).toBe(0);
});

test('one that failed is forgotten: the next request makes its own', async () => {
  const gone = await startTlsServer(await trusted.issue('localhost'));
  await gone.stop();
  const client = clientThatTrusts(trusted);
  client.connectEarly(urlOf('/', gone));
  await expect(send(client, urlOf('/echo'))).resolves.toMatchObject({ outcome: 'answered' });
  await expect(send(client, urlOf('/echo', gone))).resolves.toEqual({ outcome: 'not-sent', errorCode: 'ECONNREFUSED' });
});

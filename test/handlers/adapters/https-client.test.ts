import { createServer as createTcpServer } from 'node:net';
import { HttpsClient, type HttpsClientOptions } from '../../../handlers/adapters/https-client';
import { createAuthority } from '../fakes/certificates';
import { startTlsServer, type TlsServer } from '../fakes/tls-server';

let server: TlsServer;
let authority: string;
const clients: HttpsClient[] = [];

beforeAll(async () => {
  const trusted = await createAuthority();
  authority = trusted.certificate;
  server = await startTlsServer(await trusted.issue('localhost'));
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => server.stop());

function send(path: string, options: HttpsClientOptions = {}, port = server.port, host = 'localhost') {
  const client = new HttpsClient({ certificateAuthorities: [authority], ...options });
  clients.push(client);
  return client.send({ method: 'POST', url: new URL(`https://${host}:${port}${path}`), headers: {}, body: 'card' });
}

test('answers with status and body over verified TLS', async () => {
  await expect(send('/echo')).resolves.toMatchObject({ outcome: 'answered', status: 200, body: 'card' });
});

describe('nothing is sent', () => {
  test('to a server whose authority is not trusted', async () => {
    const before = server.received();
    const stranger = await createAuthority();
    const reply = await send('/echo', { certificateAuthorities: [stranger.certificate] });
    expect(reply).toEqual({ outcome: 'not-sent', errorCode: expect.stringMatching(/VERIFY|SIGNATURE/) });
    expect(server.received()).toBe(before);
  });

  test('to a server whose authority is not among those of Node.js', async () => {
    const before = server.received();
    const reply = await send('/echo', { certificateAuthorities: undefined });
    expect(reply).toMatchObject({ outcome: 'not-sent' });
    expect(server.received()).toBe(before);
  });

  test('to a server with a certificate for another name', async () => {
    const reply = await send('/echo', {}, server.port, '127.0.0.1');
    expect(reply).toMatchObject({ outcome: 'not-sent', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('to a port where nobody listens', async () => {
    await expect(send('/echo', {}, 9)).resolves.toEqual({ outcome: 'not-sent', errorCode: 'ECONNREFUSED' });
  });

  test('to a server that accepts and never finishes the TLS handshake', async () => {
    const mute = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const reply = await send('/echo', { connectMilliseconds: 100 }, port);
    expect(reply).toEqual({ outcome: 'not-sent', errorCode: 'TIMEOUT' });
    mute.close();
  });
});

describe('no answer', () => {
  test('after the time is up', async () => {
    const reply = await send('/silence', { totalMilliseconds: 200 });
    expect(reply).toEqual({ outcome: 'no-answer', cause: 'time-out', errorCode: 'TIMEOUT' });
  });

  test('when the body stops half-way', async () => {
    const reply = await send('/half', { totalMilliseconds: 200 });
    expect(reply).toMatchObject({ outcome: 'no-answer', cause: 'time-out' });
  });

  test('when the connection is cut', async () => {
    await expect(send('/cut')).resolves.toMatchObject({ outcome: 'no-answer', cause: 'connection' });
  });

  test('when the answer is larger than 64 KiB', async () => {
    await expect(send('/flood')).resolves.toMatchObject({ outcome: 'no-answer', errorCode: 'ANSWER_TOO_LARGE' });
  });
});

test('replaces a kept-alive connection that the server has closed', async () => {
  const client = new HttpsClient({ certificateAuthorities: [authority] });
  clients.push(client);
  const url = new URL(`https://localhost:${server.port}/cut-when-reused`);
  const request = { method: 'POST' as const, url, headers: {}, body: 'card' };
  await expect(client.send(request)).resolves.toMatchObject({ outcome: 'answered' });
  await expect(client.send(request)).resolves.toMatchObject({ outcome: 'answered', body: 'card' });
});

test('fails for plain http', async () => {
  const client = new HttpsClient();
  const url = new URL('http://127.0.0.1/');
  await expect(client.send({ method: 'GET', url, headers: {} })).rejects.toThrow("'url' must be https, got http://");
});

test('follows no redirect', async () => {
  await expect(send('/redirect')).resolves.toMatchObject({ outcome: 'answered', status: 302 });
});

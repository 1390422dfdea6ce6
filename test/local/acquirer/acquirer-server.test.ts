import { randomUUID } from 'node:crypto';
import { HttpsClient, type HttpsReply } from '../../../handlers/adapters/https-client';
import { type AcquirerServer, startAcquirer } from '../../../local/acquirer/acquirer-server';
import { createAuthority } from '../../handlers/fakes/certificates';

let server: AcquirerServer;
let client: HttpsClient;
beforeAll(async () => {
  const authority = await createAuthority();
  client = new HttpsClient({ certificateAuthorities: [authority.certificate] });
  server = await startAcquirer({ ...(await authority.issue('localhost')), apiKey: 'key' });
});
afterAll(async () => {
  client.close();
  await server.stop();
});

interface Options {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function call(method: 'GET' | 'POST', path: string, { headers = {}, body }: Options = {}) {
  const reply: HttpsReply = await client.send({
    method,
    url: new URL(path, `https://localhost:${server.port}`),
    headers: { authorization: 'Bearer key', ...headers },
    body,
  });
  if (reply.outcome !== 'answered') throw new Error(`no answer: ${reply.outcome}`);
  return { status: reply.status, contentType: reply.headers['content-type'], body: JSON.parse(reply.body) };
}

const card = { number: '4242424242424242', expiryMonth: 12, expiryYear: 2040, cvv: '123' };
const createToken = async () => (await call('POST', '/v1/tokens', { body: JSON.stringify(card) })).body.token;
const order = async (overrides: object = {}) =>
  JSON.stringify({
    token: await createToken(),
    amountMinor: 100,
    currency: 'CHF',
    merchantId: 'm',
    reference: 'r',
    ...overrides,
  });

test('tells that it is up without a key', async () => {
  await expect(call('GET', '/v1/health', { headers: { authorization: '' } })).resolves.toMatchObject({ status: 200 });
});

test.each([
  ['GET', '/v1/book'],
  ['POST', '/v1/tokens'],
  ['POST', '/v1/authorizations'],
  ['GET', '/v1/authorizations?key=k'],
] as const)('refuses %s %s with another key', async (method, path) => {
  const answer = await call(method, path, { headers: { authorization: 'Bearer other' } });
  expect(answer).toMatchObject({ status: 401, contentType: 'application/problem+json', body: { executed: false } });
});

test.each([
  ['a path that is not there', 404, '/v1/nothing', '{}', undefined],
  ['a body that is no JSON', 400, '/v1/tokens', '{', undefined],
  ['a body that is no object', 400, '/v1/tokens', '[]', undefined],
  ['a body that is too large', 413, '/v1/tokens', `"${'x'.repeat(17_000)}"`, undefined],
  [
    'a number without its check digit',
    422,
    '/v1/tokens',
    JSON.stringify({ ...card, number: '4242424242424241' }),
    '/number',
  ],
  ['zeros only', 422, '/v1/tokens', JSON.stringify({ ...card, number: '0000000000000000' }), '/number'],
  ['a CVV of letters', 422, '/v1/tokens', JSON.stringify({ ...card, cvv: 'abc' }), '/cvv'],
  ['a thirteenth month', 422, '/v1/tokens', JSON.stringify({ ...card, expiryMonth: 13 }), '/expiryMonth'],
])('refuses %s with %i', async (_case, status, path, body, pointer) => {
  const answer = await call('POST', path, { body });
  expect(answer).toMatchObject({ status, body: { executed: false } });
  expect(answer.body.pointer).toBe(pointer);
});

test.each([
  ['no amount', { amountMinor: undefined }, '/amountMinor'],
  ['an amount of nothing', { amountMinor: 0 }, '/amountMinor'],
  ['a currency in small letters', { currency: 'chf' }, '/currency'],
  ['no merchant', { merchantId: '' }, '/merchantId'],
  ['a token that is none', { token: '4242424242424242' }, '/token'],
  ['a token it did not make', { token: `tok_${randomUUID()}` }, '/token'],
])('refuses to authorize with %s', async (_case, overrides, pointer) => {
  const answer = await call('POST', '/v1/authorizations', {
    headers: { 'idempotency-key': randomUUID() },
    body: await order(overrides),
  });
  expect(answer).toMatchObject({ status: 422, body: { executed: false, pointer } });
});

test('refuses to authorize without a key', async () => {
  await expect(call('POST', '/v1/authorizations', { body: await order() })).resolves.toMatchObject({ status: 400 });
});

test('answers a key again as it did first, keeps one line in its book, and refuses the key for another request', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const body = await order();
  const first = await call('POST', '/v1/authorizations', { headers, body });
  await expect(call('POST', '/v1/authorizations', { headers, body })).resolves.toEqual(first);
  const changed = body.replace('"amountMinor":100', '"amountMinor":101');
  await expect(call('POST', '/v1/authorizations', { headers, body: changed })).resolves.toMatchObject({
    status: 422,
    body: { code: 'key-used-for-another-request', executed: true },
  });
  const { body: book } = await call('GET', '/v1/book');
  expect(book.authorizations).toEqual([
    expect.objectContaining({ key: headers['idempotency-key'], amountMinor: 100, deliveries: 2 }),
  ]);
});

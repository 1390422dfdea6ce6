import { HttpsClient } from '../../../handlers/adapters/https-client';
import { readSettlementFile } from '../../../handlers/adapters/settlement-file/read-settlement-file';
import { type AcquirerServer, startAcquirer } from '../../../local/acquirer/acquirer-server';
import { createAuthority } from '../../handlers/fakes/certificates';

let server: AcquirerServer;
let client: HttpsClient;
beforeEach(async () => {
  const authority = await createAuthority();
  client = new HttpsClient({ certificateAuthorities: [authority.certificate] });
  server = await startAcquirer({ ...(await authority.issue('localhost')), apiKey: 'key' });
});
afterEach(async () => {
  client.close();
  await server.stop();
});

async function call(method: 'GET' | 'POST', path: string, authorization = 'Bearer key') {
  const url = new URL(path, `https://localhost:${server.port}`);
  const reply = await client.send({ method, url, headers: { authorization } });
  if (reply.outcome !== 'answered') throw new Error(`no answer: ${reply.outcome}`);
  return reply;
}

/** An authorization of 10 francs, and what is done to it under keys of their own. */
function submit(...orders: readonly [kind: 'capture' | 'void' | 'refund', amountMinor: number][]): void {
  const card = { ...server.vault.store({ number: '4242424242424242', expiryMonth: 12, expiryYear: 2040, cvv: '123' }) };
  const { authorizationId } = server.book.authorize(
    'payment-1',
    { token: card.token, amountMinor: 1_000, currency: 'CHF', merchantId: 'm', reference: 'r' },
    card,
  );
  for (const [index, [kind, amountMinor]] of orders.entries()) {
    server.submissions.execute(`payment-1/${index + 2}`, { authorizationId, kind, amountMinor, currency: 'CHF' });
  }
}

test('a batch has what was captured and refunded since the last, in a file that we read', async () => {
  submit(['capture', 610], ['refund', 100], ['void', 390], ['capture', 5_000]);
  const { status, body } = await call('POST', '/v1/settlements');
  expect([status, JSON.parse(body)]).toEqual([201, expect.objectContaining({ batchId: 'batch-0001', lines: 2 })]);
  const readings = await Promise.all(
    ['batch-0001.csv', 'batch-0001.json'].map(async (name) => {
      const file = await call('GET', `/v1/settlements/${name}`);
      return readSettlementFile(name, Buffer.from(file.body));
    }),
  );
  expect(readings[0]).toEqual(readings[1]);
  expect(readings[0]).toMatchObject({
    batch: {
      batchId: 'batch-0001',
      lines: [
        { kind: 'capture', reference: 'payment-1/2', amountMinor: 610, currency: 'CHF', feeMinor: 10 },
        { kind: 'refund', reference: 'payment-1/3', amountMinor: 100, currency: 'CHF', feeMinor: 0 },
      ],
    },
  });
});

test('nothing is settled twice', async () => {
  submit(['capture', 610]);
  await call('POST', '/v1/settlements');
  expect(JSON.parse((await call('POST', '/v1/settlements')).body)).toMatchObject({ batchId: 'batch-0002', lines: 0 });
});

test('refuses another key, a batch that was not closed, and another format', async () => {
  expect((await call('POST', '/v1/settlements', 'Bearer other')).status).toBe(401);
  await call('POST', '/v1/settlements');
  for (const name of ['batch-0002.csv', 'batch-0001.xml']) {
    expect((await call('GET', `/v1/settlements/${name}`)).status).toBe(404);
  }
});

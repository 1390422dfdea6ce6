import { randomUUID } from 'node:crypto';
import { AcquirerRefusedError, AcquirerUnavailableError, ConfigurationError } from '../../../handlers/runtime/errors';
import { type Behaviour, TEST_CARDS, testCardFor } from '../../../local/acquirer/test-cards';
import { type AcquirerHarness, cardDetails, startHarness } from './acquirer-harness';

let harness: AcquirerHarness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

async function requestFor(number: string, overrides: { token?: string; amountMinor?: number } = {}) {
  const { token } = await harness.connect().vault.tokenize(cardDetails(number));
  const paymentId = randomUUID();
  return {
    paymentId,
    token: overrides.token ?? token,
    amount: { amountMinor: overrides.amountMinor ?? 4_200, currency: 'CHF' },
    merchantId: 'merchant-1',
    acquirerKey: paymentId,
  };
}
const question = (acquirerKey: string) => ({ acquirerKey, amount: { amountMinor: 4_200, currency: 'CHF' } });
const cardOf = (behaviour: Behaviour) => requestFor(testCardFor(behaviour).number);

describe('authorize', () => {
  test('tells an approval with the acquirer’s reference', async () => {
    const request = await cardOf('approve');
    const result = await harness.connect().acquirer.authorize(request);
    const line = harness.server.book.find(request.acquirerKey);
    expect(result).toEqual({ outcome: 'approved', acquirerReference: line?.authorizationId });
    expect(line).toMatchObject({ amountMinor: 4_200, currency: 'CHF', reference: request.paymentId });
  });

  test.each(TEST_CARDS.filter(({ behaviour }) => behaviour === 'decline'))(
    'tells the decline of response code $responseCode in our words',
    async ({ number }) => {
      const result = await harness.connect().acquirer.authorize(await requestFor(number));
      expect(result).toMatchObject({ outcome: 'declined', declineCode: expect.not.stringMatching(/^other$/) });
    },
  );

  test('waits for a slow approval', async () => {
    await expect(harness.connect().acquirer.authorize(await cardOf('approve-slowly'))).resolves.toMatchObject({
      outcome: 'approved',
    });
  });

  test.each([
    ['hang-after-accepting', 'time-out', true],
    ['hang-before-accepting', 'time-out', false],
    ['cut-after-accepting', 'connection', true],
    ['error-after-accepting', 'server-error', true],
    ['misstate-amount', 'amount-mismatch', true],
  ] as const)('says unknown, never declined, for %s', async (behaviour, reason, inBook) => {
    const request = await cardOf(behaviour);
    const { acquirer } = harness.connect({ totalMilliseconds: 300 });
    await expect(acquirer.authorize(request)).resolves.toEqual({ outcome: 'unknown', reason });
    expect(harness.server.book.find(request.acquirerKey) !== undefined).toBe(inBook);
  });

  test('fails as unavailable when the acquirer says that nothing was executed', async () => {
    const request = await cardOf('unavailable');
    await expect(harness.connect().acquirer.authorize(request)).rejects.toThrow(AcquirerUnavailableError);
    expect(harness.server.book.find(request.acquirerKey)).toBeUndefined();
  });

  test('says refused for a token that the acquirer does not know', async () => {
    const request = await requestFor('4242424242424242', { token: `tok_${randomUUID()}` });
    await expect(harness.connect().acquirer.authorize(request)).resolves.toMatchObject({ outcome: 'refused' });
  });

  test('executes once for twenty parallel requests with the same key', async () => {
    const request = await cardOf('approve');
    const { acquirer } = harness.connect();
    const results = await Promise.all(Array.from({ length: 20 }, () => acquirer.authorize(request)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    const lines = harness.server.book.entries().filter(({ key }) => key === request.acquirerKey);
    expect(lines).toEqual([expect.objectContaining({ deliveries: 20 })]);
  });

  test('says unknown when the same key comes with another amount', async () => {
    const request = await cardOf('approve');
    const { acquirer } = harness.connect();
    await acquirer.authorize(request);
    const changed = { ...request, amount: { ...request.amount, amountMinor: 1 } };
    await expect(acquirer.authorize(changed)).resolves.toMatchObject({ outcome: 'unknown' });
  });
});

describe('find', () => {
  test('tells what became of a key, also after an answer that was lost', async () => {
    const request = await cardOf('hang-after-accepting');
    const { acquirer } = harness.connect({ totalMilliseconds: 300 });
    await acquirer.authorize(request);
    await expect(acquirer.find(request)).resolves.toMatchObject({ outcome: 'approved' });
  });

  test.each([{ amountMinor: 4_199 }, { currency: 'EUR' }])(
    'says unknown for an authorization of another %p',
    async (other) => {
      const request = await cardOf('approve');
      const { acquirer } = harness.connect();
      await acquirer.authorize(request);
      const question = { ...request, amount: { ...request.amount, ...other } };
      await expect(acquirer.find(question)).resolves.toEqual({ outcome: 'unknown', reason: 'amount-mismatch' });
    },
  );

  test('tells that the acquirer never saw a key', async () => {
    await expect(harness.connect().acquirer.find(question(randomUUID()))).resolves.toBeUndefined();
  });
});

describe('API key and address', () => {
  test('reads the key anew once when it was refused, as after a rotation', async () => {
    const { acquirer } = harness.connect({ apiKeys: ['rotated-away', 'test-api-key'] });
    await expect(acquirer.authorize(await cardOf('approve'))).resolves.toMatchObject({ outcome: 'approved' });
  });

  test('fails as refused when the key stays wrong', async () => {
    const { acquirer } = harness.connect({ apiKeys: ['wrong'] });
    await expect(acquirer.authorize(await cardOf('approve'))).rejects.toThrow(AcquirerRefusedError);
  });

  test.each(['http://127.0.0.1', 'ftp://127.0.0.1', 'https://user:word@127.0.0.1', 'no address'])(
    'fails for the address %s',
    async (url) => {
      const { acquirer } = harness.connect({ url });
      await expect(acquirer.find(question('key'))).rejects.toThrow(ConfigurationError);
    },
  );
});

import { inspect } from 'node:util';
import { AcquirerClient } from '../../../handlers/adapters/acquirer-client';
import { AcquirerUnavailableError, RequestError } from '../../../handlers/runtime/errors';
import { TEST_CARDS } from '../../../local/acquirer/test-cards';
import { type AcquirerHarness, cardDetails, startHarness } from './acquirer-harness';

let harness: AcquirerHarness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

test('gives a token, the network, the mask and the issuer’s country', async () => {
  const card = await harness.connect().vault.tokenize(cardDetails('4000007560000009'));
  expect(card).toEqual({
    token: expect.stringMatching(/^tok_/),
    network: 'visa',
    bin: '400000',
    lastFour: '0009',
    maskedPan: '400000******0009',
    expiryMonth: 12,
    expiryYear: 2040,
    issuerCountry: 'CH',
  });
});

test.each(TEST_CARDS)('neither answers nor keeps the number: $shows', async ({ number }) => {
  const card = await harness.connect().vault.tokenize(cardDetails(number));
  expect(JSON.stringify(card)).not.toContain(number);
  const kept = inspect([harness.server.vault.tokens(), harness.server.book.entries()], { depth: 9 });
  expect(kept).not.toContain(number);
  // as a word: three digits turn up within random identifiers
  expect(kept).not.toMatch(/\b123\b/);
});

test('fails as a request error without the number for a card the vault does not take', async () => {
  const wrong = harness.connect().vault.tokenize(cardDetails('4242424242424241'));
  await expect(wrong).rejects.toThrow(RequestError);
  await expect(wrong).rejects.not.toThrow(/4242/);
});

test.each([
  ['the number for its mask', { maskedPan: '4000007560000009' }],
  ['a mask of eight digits in front', { maskedPan: '40000075****0009' }],
  ['a mask of five digits behind', { maskedPan: '400000*****00009' }],
  ['eight digits for the first six', { bin: '40000075' }],
  ['the number for its token', { token: '4000007560000009' }],
])('fails for a vault that brings back %s, and quotes nothing of it', async (_what, faulty) => {
  const { vault } = harness.connect();
  const card = await vault.tokenize(cardDetails('4000007560000009'));
  const call = jest.spyOn(AcquirerClient.prototype, 'call');
  call.mockResolvedValue({ kind: 'success', body: { ...card, ...faulty } });
  const failed = await vault.tokenize(cardDetails('4000007560000009')).catch((error: unknown) => error);
  call.mockRestore();
  expect(failed).toBeInstanceOf(AcquirerUnavailableError);
  expect(inspect(failed, { depth: 9 })).not.toContain('40000075');
});

test('fails as unavailable when nobody listens', async () => {
  const { vault } = harness.connect({ url: 'https://127.0.0.1:9' });
  await expect(vault.tokenize(cardDetails('4242424242424242'))).rejects.toThrow(AcquirerUnavailableError);
});

import { randomUUID } from 'node:crypto';
import type { SubmissionRequest } from '../../../handlers/ports/acquirer-submissions';
import { AcquirerRefusedError, AcquirerUnavailableError } from '../../../handlers/runtime/errors';
import { amountFor } from '../../../local/acquirer/troubled-amounts';
import { type AcquirerHarness, cardDetails, startHarness } from './acquirer-harness';

const IMPATIENT = { totalMilliseconds: 300 };

let harness: AcquirerHarness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

async function authorized(amountMinor = 1_000_000): Promise<string> {
  const { acquirer, vault } = harness.connect();
  const { token } = await vault.tokenize(cardDetails('4242424242424242'));
  const paymentId = randomUUID();
  const amount = { amountMinor, currency: 'CHF' };
  const result = await acquirer.authorize({ paymentId, token, amount, merchantId: 'm', acquirerKey: paymentId });
  if (result.outcome !== 'approved') throw new Error(`not approved but ${result.outcome}`);
  return result.acquirerReference;
}

const aCapture = async (amountMinor: number, overrides: Partial<SubmissionRequest> = {}) =>
  ({
    kind: 'capture',
    acquirerReference: await authorized(),
    amount: { amountMinor, currency: 'CHF' },
    acquirerKey: `${randomUUID()}/2`,
    ...overrides,
  }) satisfies SubmissionRequest;

test.each(['capture', 'void'] as const)(
  'tells that a %s was accepted, with the acquirer’s name for it',
  async (kind) => {
    const request = await aCapture(400, { kind });
    const result = await harness.connect().submissions.submit(request);
    const line = harness.server.submissions.find(request.acquirerKey);
    expect(line).toMatchObject({ kind, amountMinor: 400, authorizationId: request.acquirerReference });
    expect(result).toEqual({ outcome: 'accepted', acquirerReference: line?.submissionId });
  },
);

test('refunds what was captured, and is refused one more', async () => {
  const { submissions } = harness.connect();
  const capture = await aCapture(400);
  await submissions.submit(capture);
  const refund = (amountMinor: number) =>
    submissions.submit({
      ...capture,
      kind: 'refund',
      amount: { amountMinor, currency: 'CHF' },
      acquirerKey: randomUUID(),
    });
  await expect(refund(400)).resolves.toMatchObject({ outcome: 'accepted' });
  await expect(refund(1)).resolves.toEqual({ outcome: 'refused' });
});

test.each([
  ['more than is held', { amount: { amountMinor: 1_000_001, currency: 'CHF' } }],
  ['an authorization that it does not know', { acquirerReference: 'auth_of/somebody?else' }],
])('tells that %s was refused for good', async (_case, overrides) => {
  const request = await aCapture(400, overrides);
  await expect(harness.connect().submissions.submit(request)).resolves.toEqual({ outcome: 'refused' });
});

test.each([
  ['hang-after-accepting', 'time-out', true],
  ['hang-before-accepting', 'time-out', false],
  ['cut-after-accepting', 'connection', true],
  ['error-after-accepting', 'server-error', true],
] as const)('says unknown for %s, and the same key settles it', async (trouble, reason, inBook) => {
  const request = await aCapture(amountFor(trouble));
  const { submissions } = harness.connect(IMPATIENT);
  await expect(submissions.submit(request)).resolves.toEqual({ outcome: 'unknown', reason });
  const found = await submissions.find(request);
  expect(found?.outcome).toBe(inBook ? 'accepted' : undefined);
  await expect(submissions.submit(request)).resolves.toMatchObject({ outcome: 'accepted' });
  expect(harness.server.submissions.totals(request.acquirerReference).capturedMinor).toBe(request.amount.amountMinor);
});

test('says unknown for an amount that is not what was asked, now and later', async () => {
  const request = await aCapture(amountFor('misstate-amount'));
  const { submissions } = harness.connect();
  const unknown = { outcome: 'unknown', reason: 'amount-mismatch' };
  await expect(submissions.submit(request)).resolves.toEqual(unknown);
  await expect(submissions.find(request)).resolves.toEqual(unknown);
});

test('says unknown when the key belongs to another amount', async () => {
  const request = await aCapture(400);
  const { submissions } = harness.connect();
  await submissions.submit(request);
  const changed = { ...request, amount: { amountMinor: 401, currency: 'CHF' } };
  await expect(submissions.submit(changed)).resolves.toMatchObject({ outcome: 'unknown' });
});

test('executes once for twenty parallel requests with the same key', async () => {
  const request = await aCapture(400);
  const { submissions } = harness.connect();
  const results = await Promise.all(Array.from({ length: 20 }, () => submissions.submit(request)));
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(harness.server.submissions.totals(request.acquirerReference).capturedMinor).toBe(400);
});

test('finds a refusal, and nothing under a key that was never sent', async () => {
  const refused = await aCapture(amountFor('refuse'));
  const { submissions } = harness.connect();
  await submissions.submit(refused);
  await expect(submissions.find(refused)).resolves.toEqual({ outcome: 'refused' });
  await expect(submissions.find({ ...refused, acquirerKey: randomUUID() })).resolves.toBeUndefined();
});

describe('fails', () => {
  test('as unavailable when the acquirer says that nothing was executed', async () => {
    const request = await aCapture(amountFor('unavailable'));
    await expect(harness.connect().submissions.submit(request)).rejects.toThrow(AcquirerUnavailableError);
    expect(harness.server.submissions.find(request.acquirerKey)).toBeUndefined();
  });

  test('as unavailable when it cannot be found out what became of a key', async () => {
    const request = await aCapture(400, { acquirerKey: 'not a key' });
    await expect(harness.connect().submissions.find(request)).rejects.toThrow(AcquirerUnavailableError);
  });

  test('as refused when the credential is wrong', async () => {
    const request = await aCapture(400);
    const { submissions } = harness.connect({ apiKeys: ['wrong'] });
    await expect(submissions.submit(request)).rejects.toThrow(AcquirerRefusedError);
  });
});

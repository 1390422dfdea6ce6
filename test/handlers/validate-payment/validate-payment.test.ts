import { AcquirerUnavailableError, RequestError } from '../../../handlers/runtime/errors';
import type { HttpAnswer } from '../../../handlers/runtime/http-answer';
import { CARD_NUMBER, CORRELATION_ID, CVV, httpRequest, paymentBody, SOURCE_IP } from '../fakes/http-requests';
import { type PaymentEdge, paymentEdge } from '../fakes/payment-edge';

const FIRST_ID = '01935d2a-0000-7000-8000-000000000001';

let edge: PaymentEdge;
beforeEach(() => {
  edge = paymentEdge();
});

const bodyOf = (answer: { readonly body: string }) => JSON.parse(answer.body);

describe('a payment that meets the contract', () => {
  test('is answered with 202, its location and what may be shown of it', async () => {
    const answer = await edge.post(httpRequest());
    expect(answer.status).toBe(202);
    expect(answer.headers).toMatchObject({ Location: `/dev/payments/${FIRST_ID}`, 'Cache-Control': 'no-store' });
    expect(bodyOf(answer)).toEqual({
      paymentId: FIRST_ID,
      status: 'received',
      amountMinor: 1999,
      currency: 'EUR',
      merchantId: 'merchant-1',
      merchantReference: 'invoice 1',
      maskedPan: '411111******1111',
      network: 'visa',
      receivedAt: '2026-11-21T10:02:00.000Z',
      updatedAt: '2026-11-21T10:02:00.000Z',
    });
  });

  test('is queued with its token, and can be read at once', async () => {
    await edge.post(httpRequest());
    expect(edge.queued).toMatchObject([
      {
        paymentId: FIRST_ID,
        idempotencyKey: 'key-1',
        amount: { amountMinor: 1999, currency: 'EUR' },
        card: { token: 'tok_1', fingerprint: 'fingerprint of 1111' },
        customer: paymentBody.customer,
        correlationId: CORRELATION_ID,
        sourceIp: SOURCE_IP,
      },
    ]);
    expect(edge.views.stored.get(FIRST_ID)).toMatchObject({ status: 'received', sequence: 0 });
    expect(edge.metrics.sums).toEqual({ PaymentReceived: 1 });
  });

  test('leaves its card nowhere but at the vault', async () => {
    const answer = await edge.post(httpRequest());
    expect(edge.tokenized).toEqual([paymentBody.card]);
    const { sessions, views, queued, logger } = edge;
    const kept = JSON.stringify([answer, queued, logger.lines, [...sessions.stored], [...views.stored]]);
    expect(kept).not.toContain(CARD_NUMBER);
    expect(kept).not.toContain(`"${CVV}"`);
    expect(kept).not.toContain('Lovelace');
  });
});

describe('a repeated key', () => {
  test('is answered like the first time, and nothing happens twice', async () => {
    const first = await edge.post(httpRequest());
    const again = await edge.post(httpRequest({ headers: { 'idempotency-key': '"key-1"' } }));
    expect(again).toEqual({ ...first, headers: { ...first.headers, 'Idempotent-Replayed': 'true' } });
    expect([edge.queued.length, edge.tokenized.length]).toEqual([1, 1]);
    expect(edge.metrics.sums).toEqual({ PaymentReceived: 1, PaymentReplayed: 1 });
  });

  test('is the same request whatever the order of its members and the white space', async () => {
    await edge.post(httpRequest());
    const { amountMinor, ...rest } = paymentBody;
    const bytes = Buffer.from(JSON.stringify({ ...rest, amountMinor }, undefined, 3));
    await expect(edge.post(httpRequest({ bytes }))).resolves.toMatchObject({ status: 202 });
  });

  test.each([
    ['amount', { ...paymentBody, amountMinor: 2000 }],
    ['card', { ...paymentBody, card: { ...paymentBody.card, number: '4242424242424242' } }],
    ['expiry', { ...paymentBody, card: { ...paymentBody.card, expiryYear: 2031 } }],
    ['customer', { ...paymentBody, customer: { id: 'customer-2' } }],
    ['reference', { ...paymentBody, merchantReference: undefined }],
  ])('with another %s is refused with 422', async (_member, body) => {
    await edge.post(httpRequest());
    const answer = await edge.post(httpRequest({ body }));
    expect(bodyOf(answer)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(edge.queued).toHaveLength(1);
  });

  /** As if the first request were still under way. */
  async function inProgress(): Promise<HttpAnswer> {
    const first = await edge.post(httpRequest());
    for (const [name, session] of edge.sessions.stored)
      edge.sessions.stored.set(name, { ...session, answer: undefined });
    return first;
  }

  test('while the first is in progress waits a little, then is refused with 409 and a short Retry-After', async () => {
    await inProgress();
    const answer = await edge.post(httpRequest());
    expect(answer).toMatchObject({ status: 409, headers: { 'Retry-After': '2' } });
    expect(bodyOf(answer)).toMatchObject({ code: 'payment-in-progress', retryable: true });
    expect(edge.waits.reduce((sum, each) => sum + each)).toBe(700);
  });

  test('gets the answer of the first when that ends meanwhile', async () => {
    const first = await inProgress();
    const [key] = edge.queued;
    edge.duringWaits.push(
      async () => undefined,
      () => edge.sessions.complete(key, first),
    );
    const answer = await edge.post(httpRequest());
    expect(answer).toEqual({ ...first, headers: { ...first.headers, 'Idempotent-Replayed': 'true' } });
    expect([edge.waits.length, edge.queued.length]).toEqual([2, 1]);
  });

  test('goes on in place of the first when that gives up meanwhile', async () => {
    await inProgress();
    const [key] = edge.queued;
    edge.duringWaits.push(() => edge.sessions.abandon(key));
    expect(bodyOf(await edge.post(httpRequest()))).toMatchObject({ paymentId: FIRST_ID });
    expect(edge.waits).toHaveLength(1);
  });

  test('is told when the answer expires, each time the same', async () => {
    const headers = { 'Idempotency-Expires': 'Sun, 26 Dec 2027 10:02:00 GMT' };
    expect(await edge.post(httpRequest())).toMatchObject({ headers });
    expect(await edge.post(httpRequest())).toMatchObject({ headers });
  });

  test('of another caller is another payment', async () => {
    await edge.post(httpRequest());
    await edge.post(httpRequest({ callerId: 'arn:aws:iam::111122223333:user/other' }));
    expect(edge.queued).toHaveLength(2);
  });
});

describe('when something fails', () => {
  test.each(['tokenize', 'view', 'enqueue'] as const)(
    'in %s, the answer is 503 and a retry continues the same payment',
    async (port) => {
      edge.failNext(port, new AcquirerUnavailableError('acquirer was not reached'));
      const failed = await edge.post(httpRequest());
      expect(failed).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
      const retried = await edge.post(httpRequest());
      expect(bodyOf(retried)).toMatchObject({ paymentId: FIRST_ID });
      expect(edge.queued).toHaveLength(1);
    },
  );

  test('before the key is taken, nothing is kept', async () => {
    edge.failNext('fingerprint', new Error('cut'));
    await expect(edge.post(httpRequest())).resolves.toMatchObject({ status: 500 });
    expect([edge.sessions.stored.size, edge.views.stored.size, edge.queued.length]).toEqual([0, 0, 0]);
  });

  test('in keeping the answer, the client gets it nevertheless', async () => {
    edge.failNext('complete', new Error('cut'));
    await expect(edge.post(httpRequest())).resolves.toMatchObject({ status: 202 });
  });

  test('in giving the key back, the first failure is the one that is answered', async () => {
    edge.failNext('tokenize', new AcquirerUnavailableError('acquirer was not reached'));
    edge.failNext('abandon', new Error('cut'));
    await expect(edge.post(httpRequest())).resolves.toMatchObject({ status: 503 });
  });

  test('and the error is not ours, its text stays inside', async () => {
    edge.failNext('tokenize', new Error(`could not parse ${CARD_NUMBER}`));
    const answer = await edge.post(httpRequest());
    expect(bodyOf(answer)).toMatchObject({ status: 500, code: 'internal-error' });
    expect(JSON.stringify([answer, edge.logger.lines])).not.toContain(CARD_NUMBER);
  });
});

describe('a card that the vault does not take', () => {
  const mended = httpRequest({ body: { ...paymentBody, card: { ...paymentBody.card, number: '5555555555554444' } } });
  const violations = [{ pointer: '#/card', detail: 'must be a card that the acquirer accepts' }];
  const refused = async () => {
    edge.failNext(
      'tokenize',
      new RequestError('request-invalid', 'the acquirer does not take this card', { violations }),
    );
    return edge.post(httpRequest());
  };

  test('is the client’s to mend, and nothing is kept', async () => {
    const answer = await refused();
    expect(bodyOf(answer)).toMatchObject({ status: 422, errors: violations });
    expect(edge.metrics.sums).toEqual({ PaymentRejected: 1 });
    expect([edge.sessions.stored.size, edge.views.stored.size, edge.queued.length]).toEqual([0, 0, 0]);
  });

  test('may be replaced under the same key', async () => {
    await refused();
    await expect(edge.post(mended)).resolves.toMatchObject({ status: 202 });
  });

  test('may not be replaced under the key of a try that may have got further than it knew', async () => {
    edge.failNext('enqueue', new AcquirerUnavailableError('the queue took it, and its answer was lost'));
    await edge.post(httpRequest());
    await refused();
    const answers = [await edge.post(mended), await edge.post(httpRequest())];
    expect(answers.map(bodyOf)).toMatchObject([{ code: 'idempotency-key-reused' }, { paymentId: FIRST_ID }]);
  });
});

test('a request without identity is refused with 401', async () => {
  await expect(edge.post(httpRequest({ callerId: undefined }))).resolves.toMatchObject({ status: 401 });
});

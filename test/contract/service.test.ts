import { type ErrorCode, errorCatalogue } from '../../handlers/domain/error-catalogue';
import { GetPayment } from '../../handlers/get-payment/get-payment';
import { PaymentError } from '../../handlers/runtime/errors';
import { answering } from '../../handlers/runtime/http-answer';
import { httpRequest, paymentBody, type RequestChanges } from '../handlers/fakes/http-requests';
import { type PaymentEdge, paymentEdge } from '../handlers/fakes/payment-edge';
import { answerViolations, openApi, violationsOf } from './open-api';

let edge: PaymentEdge;
beforeEach(() => {
  edge = paymentEdge();
});

const card = (changes: object) => ({ ...paymentBody, card: { ...paymentBody.card, ...changes } });

test.each<[number, string, RequestChanges]>([
  [202, 'a payment', {}],
  [202, 'a payment without optional members', { body: { ...paymentBody, merchantReference: undefined } }],
  [400, 'no key', { headers: { 'idempotency-key': undefined } }],
  [400, 'a broken body', { bytes: Buffer.from('{"amountMinor":') }],
  [401, 'nobody', { callerId: undefined }],
  [413, 'a large body', { bytes: Buffer.alloc(9_000, ' ') }],
  [415, 'a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  [422, 'a wrong card', { body: card({ number: '4111111111111112' }) }],
  [422, 'nothing', { body: {} }],
])('%i to %s is an answer as the document declares it', async (status, _case, changes) => {
  const answer = await edge.post(httpRequest(changes));
  expect(answer.status).toBe(status);
  expect(answerViolations('POST', '/payments', answer)).toEqual([]);
});

test.each(['payment-in-progress', 'acquirer-unavailable', 'acquirer-refused', 'internal-error'] as const)(
  '%s is an answer as the document declares it',
  async (code) => {
    edge.failNext('tokenize', new PaymentError(code, 'it failed', { retryAfterSeconds: 2 }));
    const answer = await edge.post(httpRequest());
    expect(answer.status).toBe(errorCatalogue[code].status);
    expect(answerViolations('POST', '/payments', answer)).toEqual([]);
  },
);

test('reading a payment, and one that does not exist, is answered as the document declares it', async () => {
  const accepted = JSON.parse((await edge.post(httpRequest())).body);
  const useCase = new GetPayment(edge.views);
  const get = answering(edge.logger, (request) => useCase.handle(request));
  for (const id of [accepted.paymentId, 'nowhere']) {
    const answer = await get(httpRequest({ pathParameters: { id } }));
    expect(answerViolations('GET', '/payments/{id}', answer)).toEqual([]);
  }
});

test('the document and the service agree on what a request may be', async () => {
  const schema = { $ref: '#/components/schemas/PaymentRequest' };
  expect(violationsOf(schema, paymentBody)).toEqual([]);
  for (const wrong of [{}, { ...paymentBody, tip: 1 }, card({ cvv: 123 }), { ...paymentBody, amountMinor: 0.5 }]) {
    expect(violationsOf(schema, wrong)).not.toEqual([]);
    await expect(edge.post(httpRequest({ body: wrong }))).resolves.toMatchObject({ status: 422 });
  }
});

test('what is not declared is seen', () => {
  const headers = { 'Content-Type': 'application/json' };
  expect(answerViolations('POST', '/payments', { status: 418, headers, body: '{}' })).toHaveLength(1);
  expect(answerViolations('POST', '/payments', { status: 202, headers: {}, body: '{}' })).toHaveLength(1);
  expect(answerViolations('POST', '/payments', { status: 202, headers, body: '{}' })).not.toEqual([]);
});

test('every code the document shows is one of the catalogue', () => {
  const codes = Object.keys(errorCatalogue) as ErrorCode[];
  expect(JSON.stringify(openApi.components.schemas.Problem)).toContain(JSON.stringify(codes));
});

import { PaymentError, RequestError } from '../../../handlers/runtime/errors';
import { answering, jsonAnswer, problemAnswer } from '../../../handlers/runtime/http-answer';
import { CORRELATION_ID, httpRequest } from '../fakes/http-requests';
import { recordingLogger } from '../fakes/recording-logger';

test('a JSON answer may not be cached, nor taken for something else', () => {
  expect(jsonAnswer(200, { a: 1 }, { Location: '/x' })).toEqual({
    status: 200,
    headers: {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'application/json',
      Location: '/x',
    },
    body: '{"a":1}',
  });
});

test('an error of ours becomes its problem, with Retry-After where there is one', () => {
  const error = new PaymentError('ledger-unavailable', 'ledger was not reached', { retryAfterSeconds: 5 });
  const answer = problemAnswer(error, CORRELATION_ID);
  expect(answer.headers).toMatchObject({ 'Content-Type': 'application/problem+json', 'Retry-After': '5' });
  expect(JSON.parse(answer.body)).toEqual({
    type: 'https://github.com/org/payment-constructs/blob/main/docs/errors.md#ledger-unavailable',
    title: 'Ledger is unavailable',
    status: 503,
    detail: 'Ledger was not reached. Repeat with the same key after Retry-After; it stays usable.',
    instance: `urn:uuid:${CORRELATION_ID}`,
    code: 'ledger-unavailable',
    retryable: true,
  });
});

test.each<[string, unknown]>([
  ['an error of another', new Error('relation "cards" does not exist')],
  ['a text', 'relation'],
  ['nothing', undefined],
])('of %s the client learns nothing', (_case, thrown) => {
  const { status, headers, body } = problemAnswer(thrown, CORRELATION_ID);
  expect([status, JSON.parse(body).code, headers['Retry-After']]).toEqual([500, 'internal-error', undefined]);
  expect(body).not.toContain('relation');
});

test('of a wrong configuration the client does not learn the names', () => {
  const error = new PaymentError('configuration-invalid', "parameter '/payment/acquirer-url' must be set");
  expect(problemAnswer(error, CORRELATION_ID).body).not.toContain('acquirer-url');
});

test('a use case that throws answers all the same, and the log tells whose fault it was', async () => {
  const logger = recordingLogger();
  const thrown = [new RequestError('payment-not-found', 'no such payment'), new Error('ours')];
  const useCase = answering(logger, () => Promise.reject(thrown.shift()));
  await expect(useCase(httpRequest())).resolves.toMatchObject({ status: 404 });
  await expect(useCase(httpRequest())).resolves.toMatchObject({ status: 500 });
  expect(logger.lines).toEqual([
    { level: 'info', message: 'request refused', errorCode: 'payment-not-found' },
    { level: 'error', message: 'request failed', status: 500 },
  ]);
});

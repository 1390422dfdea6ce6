import { answering, jsonAnswer } from '../../../handlers/runtime/http-answer';
import { logger } from '../../../handlers/runtime/logger';
import { count } from '../../../handlers/runtime/metrics';
import { restHandler } from '../../../handlers/runtime/rest-handler';
import { PaymentMetric } from '../../../src/contract/metrics';
import { capturedOutput } from '../fakes/captured-output';
import { CARD_NUMBER, CORRELATION_ID } from '../fakes/http-requests';
import { restEvent } from '../fakes/rest-event';

// the first run of an environment also says that it was the first
beforeAll(() => capturedOutput(() => restHandler(async () => jsonAnswer(202, {}))(restEvent(), {})));

test('turns a use case into a proxy answer that carries the correlation id', async () => {
  const handler = restHandler(async () => jsonAnswer(202, { a: 1 }));
  await expect(handler(restEvent(), {})).resolves.toMatchObject({
    statusCode: 202,
    headers: { 'X-Correlation-Id': CORRELATION_ID, 'Content-Type': 'application/json' },
    body: '{"a":1}',
  });
});

test('writes one line of JSON with the correlation id, which the next invocation does not inherit', async () => {
  const handler = restHandler(async ({ body }) => {
    logger.setContext({ paymentId: `p-${body.byteLength}` });
    logger.info('payment received', { status: 'received' });
    return jsonAnswer(202, {});
  });
  const output = await capturedOutput(async () => {
    await handler(restEvent({ body: 'abc' }), {});
    logger.info('afterwards');
  });
  const [inside, after] = output.map((line) => JSON.parse(line));
  expect(inside).toMatchObject({ level: 'INFO', correlationId: CORRELATION_ID, paymentId: 'p-3', status: 'received' });
  expect([after.correlationId, after.paymentId]).toEqual([undefined, undefined]);
});

test('writes the metrics of a call once, also when the use case throws', async () => {
  const handler = restHandler(async () => {
    count(PaymentMetric.PAYMENT_RECEIVED);
    count(PaymentMetric.PAYMENT_RECEIVED, 2);
    throw new Error('cut');
  });
  const output = await capturedOutput(async () => {
    await expect(handler(restEvent(), {})).rejects.toThrow('cut');
  });
  const [metric] = output.map((line) => JSON.parse(line));
  expect(output).toHaveLength(1);
  expect(metric).toMatchObject({ PaymentReceived: [1, 2] });
  expect(metric._aws.CloudWatchMetrics).toMatchObject([{ Namespace: 'Payments', Dimensions: [['service']] }]);
});

test('nothing of an unexpected error reaches the log but its name and place', async () => {
  const failing = answering(logger, async () => {
    throw new RangeError(`card ${CARD_NUMBER} is out of range`);
  });
  const output = await capturedOutput(() => restHandler(failing)(restEvent(), {}));
  expect(output.join()).toContain('RangeError');
  expect(output.join()).not.toMatch(/4111|out of range/);
});

test('a card number in a field or a message is starred', async () => {
  const output = await capturedOutput(async () => {
    logger.warn(`card ${CARD_NUMBER}`, { reason: CARD_NUMBER });
    logger.error('failed', new Error('x'), { reason: CARD_NUMBER });
  });
  expect(output.map((line) => JSON.parse(line).level)).toEqual(['WARN', 'ERROR']);
  expect(output.join()).not.toContain(CARD_NUMBER);
});

describe('time', () => {
  const lasting = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

  afterEach(() => jest.useRealTimers());

  test('answers a problem that may be repeated, a second before the function would be ended', async () => {
    jest.useFakeTimers();
    const never = restHandler(answering(logger, () => new Promise<never>(() => undefined)));
    let result: unknown;
    const output = await capturedOutput(async () => {
      const answered = never(restEvent(), lasting(20_000)).then((answer) => {
        result = answer;
      });
      await jest.advanceTimersByTimeAsync(18_999);
      expect(result).toBeUndefined();
      await jest.advanceTimersByTimeAsync(1);
      await answered;
    });
    expect(result).toMatchObject({
      statusCode: 504,
      headers: { 'Retry-After': '5', 'Content-Type': 'application/problem+json', 'X-Correlation-Id': CORRELATION_ID },
      body: expect.stringContaining('"code":"answer-timed-out"'),
    });
    expect(output.map((line) => JSON.parse(line))).toMatchObject([{ level: 'ERROR', errorCode: 'answer-timed-out' }]);
  });

  test('gives what the use case gives in time, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    const handler = restHandler(async () => jsonAnswer(202, { a: 1 }));
    await expect(handler(restEvent(), lasting(20_000))).resolves.toMatchObject({ statusCode: 202 });
    const throwing = restHandler(() => Promise.reject(new Error('cut')));
    await expect(throwing(restEvent(), lasting(20_000))).rejects.toThrow('cut');
    expect(jest.getTimerCount()).toBe(0);
  });
});

import { PaymentMetric } from '../../../src/contract/metrics';
import { capturedOutput } from '../fakes/captured-output';

/** The module as a new environment loads it. */
function loaded() {
  jest.resetModules();
  return jest.requireActual<typeof import('../../../handlers/runtime/metrics')>('../../../handlers/runtime/metrics');
}

test('a cold start stands in the line of what the first run counted, and is counted once', async () => {
  const { count, withMetrics } = loaded();
  const handler = withMetrics(async () => count(PaymentMetric.EVENT_RELAYED));
  const output = await capturedOutput(async () => {
    await handler({}, {});
    await handler({}, {});
  });
  const [first, second, ...more] = output.map((line) => JSON.parse(line));
  expect(more).toEqual([]);
  expect(first).toMatchObject({ ColdStart: 1, EventRelayed: 1 });
  expect(second).not.toHaveProperty('ColdStart');
  expect(first._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'Payments',
      Dimensions: [['service']],
      Metrics: [
        { Name: 'ColdStart', Unit: 'Count' },
        { Name: 'EventRelayed', Unit: 'Count' },
      ],
    },
  ]);
});

test('a run that counts nothing, or fails, was a cold start none the less', async () => {
  const failing = loaded().withMetrics(() => Promise.reject(new Error('cut')));
  const [line, ...more] = await capturedOutput(() => expect(failing({}, {})).rejects.toThrow('cut'));
  expect(JSON.parse(line)).toMatchObject({ ColdStart: 1 });
  expect(more).toEqual([]);
});

test('counts are told for the function and the namespace that the environment names', async () => {
  const environment = process.env;
  process.env = { ...environment, POWERTOOLS_SERVICE_NAME: 'relay-outbox', POWERTOOLS_METRICS_NAMESPACE: 'Shop' };
  const { count, withMetrics } = loaded();
  process.env = environment;
  const before = Date.now();
  const output = await capturedOutput(() => withMetrics(async () => count(PaymentMetric.OUTBOX_AGE, 7.5))({}, {}));
  const line = JSON.parse(output.join());
  expect(line).toMatchObject({ service: 'relay-outbox', OutboxAge: 7.5 });
  expect(line._aws.CloudWatchMetrics).toMatchObject([{ Namespace: 'Shop' }]);
  expect(line._aws.CloudWatchMetrics[0].Metrics).toContainEqual({ Name: 'OutboxAge', Unit: 'Seconds' });
  expect(line._aws.Timestamp).toBeGreaterThanOrEqual(before);
});

test('a line holds no more values of a metric than CloudWatch takes, and none is lost', async () => {
  const { count, withMetrics } = loaded();
  const values = Array.from({ length: 205 }, (_, index) => index);
  const handler = withMetrics(async () => {
    for (const value of values) count(PaymentMetric.COMMIT_LATENCY, value);
  });
  const lines = (await capturedOutput(() => handler({}, {}))).map((line) => JSON.parse(line).CommitLatency);
  expect(lines.map(({ length }) => length)).toEqual([100, 100, 5]);
  expect(lines.flat()).toEqual(values);
});

test('a line has room for all metrics of the contract', () => {
  expect(Object.keys(PaymentMetric).length).toBeLessThanOrEqual(100);
});

test('a run that counts nothing writes nothing', async () => {
  const handler = loaded().withMetrics(async () => undefined);
  await capturedOutput(() => handler({}, {}));
  expect(await capturedOutput(() => handler({}, {}))).toEqual([]);
});

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

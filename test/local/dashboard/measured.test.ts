/** What is read from the lines that functions and Lambda write. */
import { embeddedMetrics } from '../../../local/dashboard/embedded-metrics';
import { type LogLine, runsIn } from '../../../local/dashboard/function-runs';
import { MEASURED, whyNotMeasured } from '../../../local/dashboard/measured-metrics';
import { MeasuredValues } from '../../../local/dashboard/measured-values';
import { awsMetrics } from '../../payment-dashboard/aws-metrics';

/** Measured without anybody drawing it yet, as the same pages of AWS have it. */
const ALSO_DOCUMENTED: Readonly<Record<string, Readonly<Record<string, string[]>>>> = {
  'AWS/DynamoDB': {
    ConditionalCheckFailedRequests: ['TableName'],
    SuccessfulRequestLatency: ['Operation,TableName'],
    SystemErrors: ['Operation,TableName'],
    UserErrors: [''],
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
  'AWS/Logs': { IncomingBytes: ['LogGroupName'], IncomingLogEvents: ['LogGroupName'] },
  'AWS/SNS': { PublishSize: ['TopicName'] },
  'AWS/SQS': {
    ApproximateNumberOfMessagesDelayed: ['QueueName'],
    ApproximateNumberOfMessagesNotVisible: ['QueueName'],
    NumberOfMessagesDeleted: ['QueueName'],
    NumberOfMessagesReceived: ['QueueName'],
    NumberOfMessagesSent: ['QueueName'],
  },
};

const LINE = JSON.stringify({
  _aws: {
    Timestamp: 1000,
    CloudWatchMetrics: [
      {
        Namespace: 'Payments/dev',
        Dimensions: [['service'], ['service', 'reason']],
        Metrics: [{ Name: 'PaymentDeclined', Unit: 'Count' }, { Name: 'CommitLatency' }],
      },
    ],
  },
  service: 'process-payment',
  reason: 'fraud',
  PaymentDeclined: 1,
  CommitLatency: [20, 22],
});

test('a line in the embedded format holds each metric in each set of dimensions', () => {
  const written = embeddedMetrics(LINE, 'us-east-1');
  expect(written).toHaveLength(4);
  expect(written[1]).toEqual({
    metric: {
      region: 'us-east-1',
      namespace: 'Payments/dev',
      name: 'CommitLatency',
      dimensions: { service: 'process-payment' },
    },
    samples: [
      { at: 1000, value: 20 },
      { at: 1000, value: 22 },
    ],
  });
  expect(written[2].metric.dimensions).toEqual({ service: 'process-payment', reason: 'fraud' });
});

test.each(['{"level":"INFO"}', '{"_aws":1}', '{"_aws": not JSON', 'START RequestId: 1'])('%s holds none', (line) => {
  expect(embeddedMetrics(line, 'us-east-1')).toEqual([]);
});

const lines = (stream: string, ...messages: readonly string[]): LogLine[] =>
  messages.map((message) => ({ stream, at: 5, message }));

const REPORT = 'REPORT RequestId: 1\tDuration: 68 ms\tBilled Duration: 68 ms';
const END = 'END RequestId: 1';

test('a run is what Lambda reports, failed where the handler threw', () => {
  const stack = ['TypeError: no', '    at handler (/code/index.js:57:162686)'];
  const logged = '{"level":"ERROR","message":"    at nowhere"}';
  expect(runsIn(lines('a', 'START RequestId: 1', logged, END, REPORT))).toEqual([
    { at: 5, durationMs: 68, failed: false },
  ]);
  expect(runsIn(lines('b', ...stack, END, REPORT))).toEqual([{ at: 5, durationMs: 68, failed: true }]);
  expect(runsIn(lines('c', 'Task timed out after 3.00 seconds', END, REPORT))[0].failed).toBe(true);
});

test('runs whose lines are mixed are told apart', () => {
  const [start, end, report] = lines('failing', '    at handler', END, REPORT);
  const [other] = lines('fine', '{"level":"INFO"}');
  const runs = runsIn([start, other, ...lines('fine', END), end, report, ...lines('fine', REPORT)]);
  expect(runs.map(({ failed }) => failed)).toEqual([true, false]);
});

test('silence is an answer of what is measured, and of what is not there is a reason', () => {
  const values = new MeasuredValues(0);
  const queue = { region: 'us-east-1', namespace: 'AWS/SQS', dimensions: { QueueName: 'payments' } };
  const metric = { ...queue, name: 'NumberOfMessagesSent' };
  expect(values.samplesOf(metric, 0, 10)).toEqual([]);
  expect(values.samplesOf({ ...metric, namespace: 'Payments/dev', name: 'PaymentDeclined' }, 0, 10)).toEqual([]);
  values.add(metric, { at: 3, value: 1 }, { at: 10, value: 2 });
  values.add(metric);
  expect(values.samplesOf(metric, 3, 10)).toEqual([{ at: 3, value: 1 }]);
  expect(values.samplesOf({ ...metric, region: 'us-west-2' }, 0, 99)).toEqual([]);
  const unknown = () => values.samplesOf({ ...queue, name: 'NumberOfEmptyReceives' }, 0, 99);
  expect(unknown).toThrow('not measured by the local cloud: nothing here counts it');
});

const rds = (name: string, dimensions = {}) => ({ region: 'us-east-1', namespace: 'AWS/RDS', name, dimensions });

test.each([
  [rds('ACUUtilization', { DBClusterIdentifier: 'ledger' }), 'no capacity units'],
  [rds('AuroraReplicaLagMaximum', { DBClusterIdentifier: 'ledger' }), 'nothing lags behind'],
  [rds('CPUUtilization', { DBClusterIdentifier: 'ledger', Role: 'READER' }), 'counted with the writer'],
  [rds('CPUUtilization', { DBInstanceIdentifier: 'one' }), 'nothing here counts it'],
  [
    { ...rds('SuccessfulRequest', { KeyArn: 'arn', Operation: 'GenerateDataKey' }), namespace: 'AWS/KMS' },
    'encrypted with no key',
  ],
  [{ ...rds('ReadThrottleEvents', { TableName: 'sessions' }), namespace: 'AWS/DynamoDB' }, 'tables have no limit here'],
  [{ ...rds('BlockedRequests'), namespace: 'AWS/WAFV2' }, 'without a web firewall'],
])('%j is not measured, and it is said why', (metric, why) => {
  expect(whyNotMeasured(metric)).toContain(why);
});

test('what is measured goes by the names and dimensions that AWS documents', () => {
  for (const [namespace, metrics] of Object.entries(MEASURED)) {
    const documented = { ...awsMetrics[namespace]?.metrics, ...ALSO_DOCUMENTED[namespace] };
    for (const [name, dimensions] of Object.entries(metrics)) {
      expect({ namespace, name, dimensions: documented[name] }).toEqual({
        namespace,
        name,
        dimensions: expect.arrayContaining([...dimensions]),
      });
    }
  }
});

/** What the rows MON of the scenarios want to see on their page; their alarms are in alarm-thresholds.test.ts. */
import { watched } from './platform';
import { alarmsOf, bodyOf, metricsOfWidgets } from './synthesized';

interface Row {
  /** Parts that the scenario adds. */
  readonly parts: readonly string[];
  /** Metrics, each with its statistic, by the chart or the figures that show them. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
  readonly alarms: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  'SR-MON-1, SR-MON-2': {
    parts: ['payments', 'api', 'function', 'cluster', 'table', 'bucket', 'topic'],
    shown: {
      Invocations: ['Invocations Sum'],
      'Error rates': ['4XXError Sum', '5XXError Sum'],
      Connections: ['DatabaseConnections Maximum'],
      'Read capacity': ['ConsumedReadCapacityUnits Sum'],
      'Size (daily)': ['BucketSizeBytes Average'],
      Published: ['NumberOfMessagesPublished Sum'],
    },
    alarms: ['database-cpu', 'database-connections', 'function-error-rate', 'api-server-error-rate'],
  },
  'ZD-MON-1, ZD-MON-2': {
    parts: ['payments', 'api', 'function', 'cluster'],
    shown: {
      Latency: ['Latency p50', 'Latency p99'],
      'Error rates': ['5XXError Sum'],
      'Payments by outcome': ['PaymentFailed Sum'],
      Errors: ['Errors Sum'],
      'Duration, median': ['Duration p50'],
      'Duration, 99th percentile': ['Duration p99'],
      Processors: ['CPUUtilization Average'],
      Connections: ['DatabaseConnections Maximum'],
      'Query latency': ['CommitLatency Average', 'CommitLatency Maximum'],
    },
    alarms: ['api-latency', 'api-client-error-rate', 'api-server-error-rate', 'function-error-rate', 'database-cpu'],
  },
  'BG-MON-1, BG-MON-2': {
    parts: ['httpApi', 'loadBalancer', 'function', 'cluster', 'table'],
    shown: {
      Latency: ['Latency p99'],
      'Error rates': ['4xx Sum', '5xx Sum'],
      Processors: ['CPUUtilization Average'],
      Connections: ['DatabaseConnections Maximum'],
      Throttles: ['ReadThrottleEvents Sum', 'WriteThrottleEvents Sum'],
    },
    alarms: ['api-latency', 'database-cpu', 'table-throttles'],
  },
  'MR-MON-1, MR-MON-2': {
    parts: ['httpApi', 'function', 'instance', 'table', 'replication'],
    shown: {
      Invocations: ['Invocations Sum'],
      Errors: ['Errors Sum'],
      'Duration, median': ['Duration p50'],
      'Duration, 99th percentile': ['Duration p99'],
      Processors: ['CPUUtilization Average'],
      Connections: ['DatabaseConnections Maximum'],
      'Read capacity': ['ConsumedReadCapacityUnits Sum'],
      'Write capacity': ['ConsumedWriteCapacityUnits Sum'],
      'Replication lag': ['ReplicationLatency Maximum'],
      'Bytes pending': ['BytesPendingReplication Maximum'],
    },
    alarms: ['function-error-rate', 'database-cpu', 'replication-latency', 'replication-failures'],
  },
  'PP-MON-1, PP-WAF-1, PP-ASYNC-1, PP-ECS-2': {
    parts: ['payments', 'loadBalancer', 'webAcl', 'service', 'queue', 'cluster'],
    shown: {
      'Success, decline and failure rate': ['PaymentAuthorized Sum'],
      'Processing time, from request to decision': ['ProcessingLatency p50', 'ProcessingLatency p99'],
      'Authorization at the acquirer': ['AcquirerLatency p50', 'AcquirerLatency p99'],
      'Commit to the ledger': ['CommitLatency p99'],
      'Blocked by rule': ['BlockedRequests Sum'],
      'Requests a target': ['RequestCountPerTarget Sum'],
      Tasks: ['RunningTaskCount Minimum', 'DesiredTaskCount Maximum'],
      'Age of the oldest message': ['ApproximateAgeOfOldestMessage Maximum'],
    },
    alarms: ['payment-failure-rate', 'queue-age', 'dead-letters', 'service-cpu', 'service-memory', 'unhealthy-targets'],
  },
};

describe.each(Object.entries(rows))('%s', (_row, { parts, shown, alarms }) => {
  const { template } = watched([...parts]);
  const { widgets } = bodyOf(template);

  test.each(Object.entries(shown))('%s', (title, metrics) => {
    const charts = widgets.filter(({ properties }) => properties.title === title);
    const drawn = metricsOfWidgets(charts).map(({ name, statistic }) => `${name} ${statistic}`);
    expect(drawn).toEqual(expect.arrayContaining([...metrics]));
  });

  test('alarms', () => {
    expect([...alarmsOf(template).keys()]).toEqual(expect.arrayContaining([...alarms]));
  });
});

import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { AlarmThresholds } from '../../src/payment-dashboard';
import { alarmsWith, everything, watched } from './platform';
import { alarmsOf } from './synthesized';

const GIB = 1024 ** 3;

function thresholdsWith(thresholds: AlarmThresholds): Map<string, number> {
  const { template } = watched(undefined, { thresholds });
  return new Map([...alarmsOf(template)].map(([kind, { Threshold }]) => [kind, Threshold]));
}

test('the defaults', () => {
  expect(Object.fromEntries(thresholdsWith({}))).toEqual({
    'ledger-imbalance': 0,
    'payments-missing': 1, // of this test: there is none by default
    'payment-failure-rate': 1,
    'payment-decline-rate': 50,
    'payment-unresolved': 0,
    'unresolved-age': 1800,
    'submission-age': 1800,
    'operator-case': 0,
    'settlement-difference': 0,
    'audit-seal-age': 900,
    'authorization-latency': 5000,
    'commit-latency': 100,
    'outbox-age': 300,
    'outbox-not-swept': 1,
    'notification-failure-rate': 5,
    'api-server-error-rate': 1,
    'api-client-error-rate': 25,
    'api-latency': 1000,
    'function-error-rate': 5,
    'function-failing': 2,
    'function-throttles': 0,
    'function-duration': 80,
    'queue-age': 300,
    'dead-letters': 0,
    'database-cpu': 80,
    'database-connections': 80,
    'database-replica-lag': 1000,
    'database-storage': 10 * GIB,
    'table-throttles': 0,
    'load-balancer-server-error-rate': 1,
    'load-balancer-latency': 1,
    'unhealthy-targets': 0,
    'replication-latency': 900,
    'replication-failures': 0,
    'service-cpu': 80,
    'service-memory': 80,
    'topic-delivery-failures': 0,
  });
});

/** Numbers of the tables in the scenarios, rows MON and PERF. */
test.each<[string, AlarmThresholds, Record<string, number>]>([
  [
    'SR-MON-1',
    { databaseCpu: 80, databaseConnections: 80, functionErrorRate: 5, apiServerErrorRate: 1 },
    { 'database-cpu': 80, 'function-error-rate': 5, 'api-server-error-rate': 1 },
  ],
  [
    'ZD-MON-2',
    { apiLatency: Duration.millis(200), apiClientErrorRate: 10, apiServerErrorRate: 2, functionErrorRate: 1 },
    { 'api-latency': 200, 'api-client-error-rate': 10, 'api-server-error-rate': 2, 'function-error-rate': 1 },
  ],
  [
    'BG-MON-2',
    { apiLatency: Duration.seconds(1), databaseCpu: 80, tableThrottles: 10 },
    { 'api-latency': 1000, 'database-cpu': 80, 'table-throttles': 10 },
  ],
  [
    'MR-MON-2',
    { functionErrorRate: 0, databaseCpu: 80, replicationLatency: Duration.minutes(5), replicationFailures: 0 },
    { 'function-error-rate': 0, 'database-cpu': 80, 'replication-latency': 300, 'replication-failures': 0 },
  ],
  [
    'PP-MON-1',
    { paymentFailureRate: 0.5, authorizationLatency: Duration.seconds(2), unresolvedPayments: 3 },
    { 'payment-failure-rate': 0.5, 'authorization-latency': 2000, 'payment-unresolved': 3 },
  ],
  ['SR-PERF-1', { commitLatency: Duration.millis(50) }, { 'commit-latency': 50 }],
])('of %s', (_row, thresholds, expected) => {
  const actual = thresholdsWith(thresholds);
  for (const [kind, threshold] of Object.entries(expected)) expect([kind, actual.get(kind)]).toEqual([kind, threshold]);
});

test('connections are a share of what the instance allows', () => {
  const { template } = alarmsWith(everything.cluster, { thresholds: { databaseConnections: 80 } });
  expect(alarmsOf(template).get('database-connections')?.Threshold).toBe(2688); // 80 % of 3360
});

test('one part may have its own, the others keep theirs', () => {
  const { template } = alarmsWith((alarms, stack) => {
    for (const id of ['Slow', 'Fast']) {
      const thresholds = id === 'Slow' ? { queueAge: Duration.hours(1) } : undefined;
      alarms.addQueue(new sqs.Queue(stack, id), { thresholds });
    }
  });
  for (const [name, threshold] of Object.entries({ slow: 3600, fast: 300 })) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `${name}-queue-age-alarm-dev-pr42`,
      Threshold: threshold,
    });
  }
});

test('period and minimum of traffic may be chosen', () => {
  const thresholds = { period: Duration.minutes(1), minimumRequests: 100 };
  const alarm = alarmsOf(alarmsWith(everything.function, { thresholds }).template).get('function-error-rate');
  const [math, ...metrics] = alarm?.Metrics ?? [];
  expect(math.Expression).toMatch(/^IF\(\(FILL\(\w+, 0\)\) >= 100, 100 \* \(.*\) \/ \(.*\), 0\)$/);
  expect(metrics).toMatchObject([{ MetricStat: { Period: 60 } }, { MetricStat: { Period: 60 } }]);
});

test.each<[AlarmThresholds, string]>([
  [{ period: Duration.seconds(30) }, "'period' must be 1 minute to 1 hour, got 30 seconds"],
  [{ period: Duration.seconds(90) }, "'period' must be whole minutes, got 1 minute 30 seconds"],
  [{ databaseCpu: 101 }, "'databaseCpu' must be 0 to 100 percent, got 101"],
  [{ tableThrottles: -1 }, "'tableThrottles' must be 0 or more, got -1"],
])('fails with %j', (thresholds, message) => {
  expect(() => alarmsWith(() => undefined, { thresholds })).toThrow(message);
});

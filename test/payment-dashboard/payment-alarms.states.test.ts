/** Each alarm's own mathematics over counted numbers: quiet is OK, a burst moves it to ALARM, and the end of it back. */
import { PaymentAlarm } from '../../src/payment-dashboard';
import { type Period, stateAfter, valueIn } from './metric-math';
import { watched } from './platform';
import { kindOf, type SynthesizedAlarm } from './synthesized';

interface Case {
  /** The worst that is still good, where one value can say that. */
  readonly good: Period;
  readonly bad: Period;
}

const decided = { PaymentAuthorized: 96, PaymentDeclined: 3 };
const GIB = 1024 ** 3;

/** Errors of REST APIs and of HTTP APIs go by different names. */
const api = (Count: number, errors: Readonly<Record<string, number>>): Period => ({
  Count,
  ...Object.fromEntries(
    Object.entries(errors).flatMap(([name, value]) => [
      [`${name}Error`, value],
      [name.toLowerCase(), value],
    ]),
  ),
});

const cases: Record<string, Case> = {
  'ledger-imbalance': { good: { LedgerImbalance: 0 }, bad: { LedgerImbalance: 1 } },
  'payments-missing': { good: { PaymentReceived: 1 }, bad: { PaymentReceived: 0 } },
  'payment-failure-rate': { good: { ...decided, PaymentFailed: 1 }, bad: { ...decided, PaymentFailed: 2 } },
  'payment-decline-rate': {
    good: { PaymentAuthorized: 50, PaymentDeclined: 50 },
    bad: { PaymentAuthorized: 49, PaymentDeclined: 51 },
  },
  'payment-unresolved': { good: { PaymentUnresolved: 0 }, bad: { PaymentUnresolved: 1 } },
  'unresolved-age': { good: { UnresolvedAge: 1800 }, bad: { UnresolvedAge: 1801 } },
  'submission-age': { good: { SubmissionAge: 1800 }, bad: { SubmissionAge: 1801 } },
  'operator-case': { good: { OperatorCaseRaised: 0 }, bad: { OperatorCaseRaised: 1 } },
  'settlement-difference': { good: { SettlementDifference: 0 }, bad: { SettlementDifference: 1 } },
  'audit-seal-age': { good: { AuditSealAge: 900 }, bad: { AuditSealAge: 901 } },
  'authorization-latency': { good: { AcquirerLatency: 5000 }, bad: { AcquirerLatency: 5001 } },
  'commit-latency': { good: { CommitLatency: 100 }, bad: { CommitLatency: 101 } },
  'outbox-age': { good: { OutboxAge: 300 }, bad: { OutboxAge: 301 } },
  'outbox-not-swept': { good: { OutboxAge: 5 }, bad: {} },
  'notification-failure-rate': {
    good: { NotificationDelivered: 95, NotificationFailed: 5 },
    bad: { NotificationDelivered: 94, NotificationFailed: 6 },
  },
  'api-server-error-rate': { good: api(1000, { '5XX': 10 }), bad: api(1000, { '5XX': 11 }) },
  'api-client-error-rate': { good: api(100, { '4XX': 25 }), bad: api(100, { '4XX': 26 }) },
  'api-latency': { good: { Latency: 1000 }, bad: { Latency: 1001 } },
  'function-error-rate': { good: { Invocations: 100, Errors: 5 }, bad: { Invocations: 100, Errors: 6 } },
  'function-failing': { good: { Invocations: 2, Errors: 2 }, bad: { Invocations: 3, Errors: 3 } },
  'function-throttles': { good: { Throttles: 0 }, bad: { Throttles: 1 } },
  'function-duration': { good: { Duration: 8000 }, bad: { Duration: 8001 } },
  'queue-age': { good: { ApproximateAgeOfOldestMessage: 300 }, bad: { ApproximateAgeOfOldestMessage: 301 } },
  'dead-letters': {
    good: { ApproximateNumberOfMessagesVisible: 0 },
    bad: { ApproximateNumberOfMessagesVisible: 1 },
  },
  'database-cpu': { good: { CPUUtilization: 80 }, bad: { CPUUtilization: 80.1 } },
  'database-connections': { good: { DatabaseConnections: 80 }, bad: { DatabaseConnections: 2689 } },
  'database-replica-lag': { good: { AuroraReplicaLagMaximum: 1000 }, bad: { AuroraReplicaLagMaximum: 1001 } },
  'database-storage': { good: { FreeStorageSpace: 10 * GIB }, bad: { FreeStorageSpace: 10 * GIB - 1 } },
  'table-throttles': { good: { ReadThrottleEvents: 0 }, bad: { WriteThrottleEvents: 1 } },
  'load-balancer-server-error-rate': {
    good: { RequestCount: 1000, HTTPCode_Target_5XX_Count: 10 },
    bad: { RequestCount: 1000, HTTPCode_Target_5XX_Count: 6, HTTPCode_ELB_5XX_Count: 5 },
  },
  'load-balancer-latency': { good: { TargetResponseTime: 1 }, bad: { TargetResponseTime: 1.1 } },
  'unhealthy-targets': { good: { UnHealthyHostCount: 0 }, bad: { UnHealthyHostCount: 1 } },
  'replication-latency': { good: { ReplicationLatency: 900 }, bad: { ReplicationLatency: 901 } },
  'replication-failures': {
    good: { OperationsFailedReplication: 0 },
    bad: { OperationsFailedReplication: 1 },
  },
  'service-cpu': { good: { CPUUtilization: 80 }, bad: { CPUUtilization: 81 } },
  'service-memory': { good: { MemoryUtilization: 80 }, bad: { MemoryUtilization: 81 } },
  'topic-delivery-failures': { good: { NumberOfNotificationsFailed: 0 }, bad: { NumberOfNotificationsFailed: 1 } },
};

const made = Object.values(watched().template.findResources('AWS::CloudWatch::Alarm'));

/** Of every part that has one. */
function alarmsOfKind(kind: string): SynthesizedAlarm[] {
  const alarms = made.map(({ Properties }): SynthesizedAlarm => Properties);
  const ofKind = alarms.filter(({ AlarmDescription }) => kindOf(AlarmDescription) === kind);
  if (ofKind.length === 0) throw new Error(`no alarm ${kind}`);
  return ofKind;
}

const times = (count: number, period: Period) => Array.from({ length: count }, () => period);

test('every alarm over a metric has its case', () => {
  const kinds = Object.values(PaymentAlarm).filter((kind) => kind !== PaymentAlarm.PAYMENTS_AT_RISK);
  expect(Object.keys(cases).sort()).toEqual([...kinds].sort());
});

test.each(Object.entries(cases))(
  '%s: the threshold is good, beyond it goes to ALARM, and back',
  (kind, { good, bad }) => {
    for (const alarm of alarmsOfKind(kind)) {
      const quiet = times(3, good);
      const burst = [...quiet, ...times(alarm.DatapointsToAlarm, bad)];
      expect(stateAfter(alarm, quiet)).toBe('OK');
      expect(stateAfter(alarm, burst.slice(0, -1))).toBe('OK');
      expect(stateAfter(alarm, burst)).toBe('ALARM');
      expect(stateAfter(alarm, [...burst, ...quiet])).toBe('OK');
    }
  },
);

test.each([
  ['api-server-error-rate', api(1, { '5XX': 1 }), api(20, { '5XX': 1 })],
  ['api-client-error-rate', api(19, { '4XX': 19 }), api(20, { '4XX': 20 })],
  ['function-error-rate', { Invocations: 19, Errors: 19 }, { Invocations: 20, Errors: 2 }],
  ['payment-failure-rate', { PaymentFailed: 1 }, { PaymentAuthorized: 19, PaymentFailed: 1 }],
  ['payment-decline-rate', { PaymentDeclined: 19 }, { PaymentDeclined: 20 }],
  ['notification-failure-rate', { NotificationFailed: 3 }, { NotificationDelivered: 17, NotificationFailed: 3 }],
  [
    'load-balancer-server-error-rate',
    { RequestCount: 5, HTTPCode_ELB_5XX_Count: 5 },
    { RequestCount: 20, HTTPCode_ELB_5XX_Count: 1 },
  ],
])('%s says nothing on errors of too few requests', (kind, few: Period, enough: Period) => {
  for (const alarm of alarmsOfKind(kind)) {
    expect(valueIn(alarm, few)).toBe(0);
    expect(valueIn(alarm, enough)).toBeGreaterThan(alarm.Threshold);
  }
});

test('a function is failing only while no run of it succeeds', () => {
  for (const alarm of alarmsOfKind('function-failing')) {
    expect(valueIn(alarm, { Invocations: 3, Errors: 3 })).toBeGreaterThan(alarm.Threshold);
    expect(valueIn(alarm, { Invocations: 4, Errors: 3 })).toBe(0);
    expect(valueIn(alarm, { Invocations: 1000 })).toBe(0);
    expect(valueIn(alarm, {})).toBe(0);
    const periods = alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
    expect(periods).toEqual([3600, 3600]);
  }
});

test('a rate without any traffic is 0, not a division by zero', () => {
  for (const kind of Object.keys(cases).filter((each) => each.endsWith('-rate'))) {
    for (const alarm of alarmsOfKind(kind)) expect(valueIn(alarm, {})).toBe(0);
  }
});

test('silence of what always writes is seen, silence of what counts is quiet', () => {
  for (const kind of ['outbox-not-swept', 'unresolved-age', 'audit-seal-age', 'payments-missing']) {
    for (const alarm of alarmsOfKind(kind)) expect(stateAfter(alarm, times(3, {}))).toBe('ALARM');
  }
  const [cpu] = alarmsOfKind('database-cpu');
  const [unresolved] = alarmsOfKind('payment-unresolved');
  expect(stateAfter(cpu, times(3, {}))).toBe('INSUFFICIENT_DATA');
  expect(stateAfter(unresolved, times(3, {}))).toBe('OK');
});

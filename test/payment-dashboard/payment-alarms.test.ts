import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  AlarmSeverity,
  type AlarmThresholds,
  PaymentAlarm,
  PaymentAlarms,
  PaymentDashboard,
} from '../../src/payment-dashboard';
import { PaymentQueue } from '../../src/payment-queue';
import { type Adding, everything, platform, topics, watched } from './platform';
import { alarmsOf } from './synthesized';

const GIB = 1024 ** 3;

function thresholdsWith(thresholds: AlarmThresholds): Map<string, number> {
  const { template } = watched(undefined, { thresholds });
  return new Map([...alarmsOf(template)].map(([kind, { Threshold }]) => [kind, Threshold]));
}

function alarmsWith(add: Adding, props = {}) {
  const stack = platform();
  const alarms = new PaymentAlarms(stack, 'Alarms', { ...topics(stack), ...props });
  add(alarms, stack);
  return { alarms, stack, template: Template.fromStack(stack) };
}

describe('thresholds', () => {
  test('the defaults', () => {
    expect(Object.fromEntries(thresholdsWith({}))).toEqual({
      'ledger-imbalance': 0,
      'payment-failure-rate': 1,
      'payment-decline-rate': 50,
      'payment-unresolved': 0,
      'authorization-latency': 5000,
      'commit-latency': 100,
      'outbox-age': 300,
      'outbox-not-swept': 1,
      'notification-failure-rate': 5,
      'api-server-error-rate': 1,
      'api-client-error-rate': 25,
      'api-latency': 1000,
      'function-error-rate': 5,
      'function-throttles': 0,
      'function-duration': 8000,
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
    for (const [kind, threshold] of Object.entries(expected))
      expect([kind, actual.get(kind)]).toEqual([kind, threshold]);
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
});

describe('every alarm', () => {
  const { template } = watched();
  const alarms = [...alarmsOf(template)];

  test('of the catalogue is made, and none other', () => {
    const kinds = Object.values<string>(PaymentAlarm).filter((kind) => kind !== PaymentAlarm.PAYMENTS_AT_RISK);
    expect(alarms.map(([kind]) => kind).sort()).toEqual(kinds.sort());
  });

  test.each(alarms)('%s tells one topic of its beginning and its end', (_kind, { AlarmActions, OKActions }) => {
    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toEqual(AlarmActions);
  });

  test.each(alarms)('%s says what to do, in a sentence with a link', (kind, { AlarmDescription }) => {
    expect(AlarmDescription).toMatch(/, alarms (above|below) [\d.]+\. [A-Z][^.]+\. https:\/\/\S+#[a-z-]+$/);
    expect(AlarmDescription).toContain(`/docs/operations.md#${kind}`);
    expect(AlarmDescription.length).toBeLessThan(1024);
  });

  test.each(alarms)('%s is strict, and explicit about missing data', (_kind, alarm) => {
    expect(['GreaterThanThreshold', 'LessThanThreshold']).toContain(alarm.ComparisonOperator);
    expect(['notBreaching', 'breaching', 'missing']).toContain(alarm.TreatMissingData);
    expect(alarm.DatapointsToAlarm).toBeLessThanOrEqual(alarm.EvaluationPeriods);
  });

  test.each(alarms.filter(([kind]) => kind.endsWith('-rate')))('%s is a rate by metric math', (_kind, { Metrics }) => {
    expect(Metrics?.[0].Expression).toContain('>= 20');
  });

  test.each(alarms.filter(([kind]) => kind.endsWith('-latency')))('%s is a percentile or a maximum', (_kind, alarm) => {
    const statistic = alarm.ExtendedStatistic ?? alarm.Statistic ?? alarm.Metrics?.[0].MetricStat?.Stat;
    expect(['p99', 'Maximum']).toContain(statistic);
  });

  test('is named by part and kind', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'validate-payment-function-error-rate-alarm-dev-pr42',
    });
  });
});

describe('who is told', () => {
  const heardBy = (template: Template, topic: string) =>
    [...alarmsOf(template)]
      .filter(([, alarm]) => JSON.stringify(alarm.AlarmActions).includes(`:${topic}"`))
      .map(([kind]) => kind);

  test('money goes to one topic, machines to the other', () => {
    const { template } = watched();
    const money = heardBy(template, 'failed-transactions');
    expect(money.sort()).toEqual([
      'authorization-latency',
      'dead-letters',
      'ledger-imbalance',
      'outbox-age',
      'payment-decline-rate',
      'payment-failure-rate',
      'payment-unresolved',
      'queue-age',
    ]);
    expect(heardBy(template, 'system-errors')).toHaveLength(alarmsOf(template).size - money.length);
  });

  test('a queue that carries no money may go to the other', () => {
    const { template } = alarmsWith((alarms, stack) => {
      alarms.addQueue(new sqs.Queue(stack, 'Statistics'), { severity: AlarmSeverity.SYSTEM_ERRORS });
    });
    expect(heardBy(template, 'system-errors')).toEqual(['queue-age']);
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });

  test('payments at risk: one alarm over all that mean money or fail clients', () => {
    const { template } = watched();
    const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    const rule = JSON.stringify(Properties.AlarmRule);
    const names = Object.keys(template.findResources('AWS::CloudWatch::Alarm')).filter((id) =>
      rule.includes(`"${id}"`),
    );
    expect(names).toHaveLength(10); // the eight of money, and two rates of failed answers
    expect(rule.match(/ OR /g)).toHaveLength(9);
    expect(Properties).toMatchObject({ AlarmName: 'payments-at-risk-alarm-dev-pr42' });
    expect(JSON.stringify(Properties.AlarmActions)).toContain(':failed-transactions"');
  });

  test('on call hears of the composite only', () => {
    const stack = platform();
    const onCall = new sns.Topic(stack, 'OnCall');
    new PaymentAlarms(stack, 'Alarms', { ...topics(stack), onCall }).addPayments();
    const template = Template.fromStack(stack);
    const action = { AlarmActions: [{ Ref: Match.stringLikeRegexp('^OnCall') }] };
    template.resourcePropertiesCountIs('AWS::CloudWatch::CompositeAlarm', action, 1);
    template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', action, 0);
  });

  test('what is not wanted is not made', () => {
    const without = [PaymentAlarm.PAYMENT_DECLINE_RATE, PaymentAlarm.PAYMENTS_AT_RISK];
    const { template } = alarmsWith(everything.payments, { without });
    expect(alarmsOf(template).has('payment-decline-rate')).toBe(false);
    expect(alarmsOf(template).has('payment-failure-rate')).toBe(true);
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });
});

describe('labels', () => {
  test('a part is called like the construct around it', () => {
    const { template } = alarmsWith((alarms, stack) => {
      const { queue, deadLetterQueue } = new PaymentQueue(stack, 'PaymentViews');
      alarms.addQueue(queue, { deadLetterQueue });
    });
    expect(alarmsOf(template).get('dead-letters')?.AlarmName).toBe('payment-views-dead-letters-alarm-dev-pr42');
  });

  test('fails with two of one name', () => {
    const twice: Adding = (alarms, stack) => {
      for (const id of ['One', 'Two']) alarms.addQueue(new sqs.Queue(stack, id), { label: 'Payments' });
    };
    expect(() => alarmsWith(twice)).toThrow(
      "'label' must be new among Queues, got 'Payments' for Platform/Two and Platform/One: give one a 'label'",
    );
  });

  test('fails with a label that no expression could name', () => {
    const wrong: Adding = (alarms, stack) => alarms.addQueue(new sqs.Queue(stack, 'Queue'), { label: '1st' });
    expect(() => alarmsWith(wrong)).toThrow("'label' must begin with a letter");
  });
});

test('two environments of one account do not count into each other', () => {
  const { template } = alarmsWith(everything.payments);
  expect(JSON.stringify(alarmsOf(template).get('payment-unresolved'))).toContain('"Payments/dev-pr42"');
});

test('a dashboard has alarms of its own', () => {
  const { dashboard } = watched(['payments']);
  expect(dashboard).toBeInstanceOf(PaymentDashboard);
  expect(dashboard.alarms).toHaveLength(10);
});

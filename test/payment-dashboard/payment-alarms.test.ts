import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmSeverity, PaymentAlarm, PaymentAlarms, PaymentDashboard } from '../../src/payment-dashboard';
import { PaymentQueue } from '../../src/payment-queue';
import {
  type Adding,
  alarmsWith,
  everything,
  importedFunction,
  importedQueue,
  platform,
  topics,
  watched,
} from './platform';
import { alarmsOf } from './synthesized';

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
      'operator-case',
      'outbox-age',
      'payment-decline-rate',
      'payment-failure-rate',
      'payment-unresolved',
      'payments-missing',
      'queue-age',
      'settlement-difference',
      'submission-age',
      'unresolved-age',
    ]);
    expect(heardBy(template, 'system-errors')).toHaveLength(alarmsOf(template).size - money.length);
  });

  test('of too few payments there is an alarm only where somebody says what is too few', () => {
    const { template } = alarmsWith((alarms) => alarms.addPayments());
    expect(alarmsOf(template).has('payments-missing')).toBe(false);
    const alarm = alarmsOf(alarmsWith(everything.payments).template).get('payments-missing');
    expect(alarm).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('a queue that carries no money may go to the other', () => {
    const { template } = alarmsWith((alarms, stack) => {
      alarms.addQueue(new sqs.Queue(stack, 'Statistics'), { severity: AlarmSeverity.SYSTEM_ERRORS });
    });
    expect(heardBy(template, 'system-errors')).toEqual(['queue-age']);
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });

  test('dead letters of a function are no money', () => {
    const { template } = alarmsWith((alarms, stack) => {
      alarms.addFunction(importedFunction(stack, 'RelayOutbox'), { deadLetterQueue: new sqs.Queue(stack, 'Dead') });
    });
    expect(heardBy(template, 'system-errors')).toContain('dead-letters');
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });

  test('payments at risk: one alarm over all that mean money or fail clients', () => {
    const { template } = watched();
    const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    const rule = JSON.stringify(Properties.AlarmRule);
    const names = Object.keys(template.findResources('AWS::CloudWatch::Alarm')).filter((id) =>
      rule.includes(`"${id}"`),
    );
    // the thirteen of money, operator cases of three functions among them, and three rates of failed answers
    expect(names).toHaveLength(18);
    expect(rule.match(/ OR /g)).toHaveLength(17);
    expect(Properties).toMatchObject({ AlarmName: 'payments-at-risk-alarm-dev-pr42' });
    expect(JSON.stringify(Properties.AlarmActions)).toContain(':failed-transactions"');
  });

  const unnamed: Adding = (alarms, stack) => {
    for (let index = 0; index < 101; index++) {
      const metric = new cloudwatch.Metric({ namespace: 'Own', metricName: 'Backlog' });
      const alarm = new cloudwatch.Alarm(stack, `Own${index}`, { metric, threshold: 1, evaluationPeriods: 1 });
      alarms.addAlarm(alarm, AlarmSeverity.FAILED_TRANSACTIONS);
    }
  };
  const longNamed: Adding = (alarms, stack) => {
    for (let index = 0; index < 50; index++) alarms.addQueue(importedQueue(stack, `${'Queue'.repeat(20)}${index}`));
  };

  test.each([
    ['of 101', unnamed, 'got 101 and 7373'],
    ['of long names', longNamed, 'got 50 and 1'],
  ])('fails where payments at risk would be over too many alarms, %s', (_what, many, message) => {
    expect(() => alarmsWith(many)).toThrow(
      /must be over at most 100 alarms and 10240 characters of their names, .*: leave some kinds out by 'without'/,
    );
    expect(() => alarmsWith(many)).toThrow(message);
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
  expect(dashboard.alarms).toHaveLength(11);
});

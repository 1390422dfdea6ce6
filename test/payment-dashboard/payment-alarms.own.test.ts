/** An alarm that the user made: it is told, shown and counted like ours. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity } from '../../src/payment-dashboard';
import { pageOf } from './page-of';
import type { Adding } from './platform';
import { bodyOf } from './synthesized';

const own = (stack: Parameters<Adding>[1]) =>
  new cloudwatch.Alarm(stack, 'Backlog', {
    alarmName: 'backlog',
    metric: new cloudwatch.Metric({ namespace: 'Reports', metricName: 'Backlog' }),
    threshold: 5,
    evaluationPeriods: 1,
  });

test.each([
  [AlarmSeverity.FAILED_TRANSACTIONS, 1],
  [AlarmSeverity.SYSTEM_ERRORS, 0],
])('of %s tells that topic, and is on the page', (severity, composites) => {
  const { template } = pageOf((alarms, stack) => alarms.addAlarm(own(stack), severity));
  const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  expect(JSON.stringify(Properties.AlarmActions)).toContain(`:${severity}"`);
  expect(Properties.OKActions).toEqual(Properties.AlarmActions);
  template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', composites);
  const shown = bodyOf(template).widgets.flatMap(({ properties }) => properties.alarms ?? []);
  expect(shown.filter((arn) => arn.startsWith('<Backlog'))).toHaveLength(1);
});

test('fails if it is added twice', () => {
  expect(() =>
    pageOf((alarms, stack) => {
      const alarm = own(stack);
      for (const severity of Object.values(AlarmSeverity)) alarms.addAlarm(alarm, severity);
    }),
  ).toThrow("'alarm' must be new, got Platform/Backlog again");
});

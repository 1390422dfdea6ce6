import { alarmTables, withAlarmTables } from '../../../../projenrc/scripts/alarms/alarm-table';

const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'system-errors-topic-dev-dev' } };

const errors = (label: string, threshold: number, Stat = 'Sum') => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${label}: Percent that failed, alarms above ${threshold}. Read the log. https://runbook#function-error-rate`,
    AlarmActions: [{ Ref: 'Topic' }],
    Metrics: [
      { Id: 'e', Expression: 'IF((FILL(a, 0)) >= 20, 100 * (FILL(b0, 0)) / (FILL(a, 0)), 0)' },
      ...[
        ['a', 'Invocations'],
        ['b0', 'Errors'],
      ].map(([Id, MetricName]) => ({
        Id,
        MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName }, Period: 300, Stat },
      })),
    ],
    Threshold: threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    DatapointsToAlarm: 2,
    EvaluationPeriods: 3,
    TreatMissingData: 'notBreaching',
  },
});

const tableOf = (resources: Parameters<typeof alarmTables>[0][number]['Resources']) =>
  alarmTables([{ example: 'one', Resources: { Topic: topic, ...resources } }]);

test('alarms that say the same of several parts share a row', () => {
  const table = tableOf({ A: errors('Process', 5), B: errors('Get', 5), C: errors('Relay', 1) });
  const rows = table.split('\n').slice(3);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toBe(
    '| [function-error-rate](#function-error-rate) | Get, Process ' +
      '| `AWS/Lambda IF(Invocations >= 20, 100 * Errors / Invocations, 0), 300 s` ' +
      '| > 5, 2 of 3 | good | system-errors | Read the log. |',
  );
});

test('what an expression reads is a sum, unless it says otherwise', () => {
  expect(tableOf({ A: errors('Process', 80, 'p99') })).toContain('100 * p99 of Errors / p99 of Invocations');
});

test('what is read of writer and readers says which', () => {
  const { Type, Properties } = errors('Ledger', 80, 'Average');
  const stats = ['WRITER', 'READER'].map((Value, index) => ({
    Id: `p${index}`,
    MetricStat: {
      Metric: { Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'Role', Value }] },
      Period: 300,
      Stat: 'Average',
    },
  }));
  const Metrics = [{ Id: 'e', Expression: 'MAX([p0, p1])' }, ...stats];
  expect(tableOf({ A: { Type, Properties: { ...Properties, Metrics } } })).toContain(
    '`AWS/RDS MAX([Average of WRITER CPUUtilization, Average of READER CPUUtilization]), 300 s`',
  );
});

test('tables stand between the marks of the page, and replace what stood there', () => {
  const marks = [
    '<!-- alarms of the examples, written by npx projen alarms -->',
    '<!-- end of the alarms of the examples -->',
  ];
  const page = `before\n${marks[0]}\nold\n${marks[1]}\nafter`;
  expect(withAlarmTables(page, 'new')).toBe(`before\n${marks[0]}\nnew\n${marks[1]}\nafter`);
});

test('fails on a page without the marks', () => {
  expect(() => withAlarmTables('a page', 'new')).toThrow("the page must have the lines '<!-- alarms");
});

test('fails on an alarm that is not described as ours are', () => {
  const foreign = errors('Foreign', 5);
  const described = { ...foreign, Properties: { ...foreign.Properties, AlarmDescription: 'CPU is high' } };
  expect(() => tableOf({ A: described })).toThrow("no alarm of ours says 'CPU is high'");
});

test('fails on an alarm whose topic cannot be named', () => {
  expect(() => alarmTables([{ example: 'one', Resources: { A: errors('Process', 5) } }])).toThrow(
    "an alarm's topic must have a name",
  );
});

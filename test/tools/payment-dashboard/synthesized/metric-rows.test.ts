import { queriesOf } from '../../../../tools/payment-dashboard/synthesized/metric-rows';

const defaults = { region: 'us-east-1', statistic: 'Average', periodSeconds: 300 };

test('a row is a metric with its dimensions and options', () => {
  const [query] = queriesOf([['AWS/SQS', 'Age', 'QueueName', 'payments', { stat: 'Maximum', period: 60 }]], defaults);
  expect(query).toEqual({
    id: undefined,
    label: 'Age',
    visible: true,
    statistic: 'Maximum',
    periodSeconds: 60,
    color: undefined,
    metric: { region: 'us-east-1', namespace: 'AWS/SQS', name: 'Age', dimensions: { QueueName: 'payments' } },
  });
});

test('dots repeat the row above', () => {
  const rows = [
    ['AWS/SQS', 'Age', 'QueueName', 'payments'],
    ['.', 'Depth', '.', 'notices'],
    ['...', 'views'],
  ];
  expect(queriesOf(rows, defaults).map(({ metric }) => [metric?.name, metric?.dimensions.QueueName])).toEqual([
    ['Age', 'payments'],
    ['Depth', 'notices'],
    ['Depth', 'views'],
  ]);
});

test('a line may be on the right', () => {
  expect(
    queriesOf(
      [
        ['AWS/SQS', 'Age', { yAxis: 'right' }],
        ['AWS/SQS', 'Depth'],
      ],
      defaults,
    ),
  ).toMatchObject([{ right: true }, { metric: { name: 'Depth' } }]);
});

test('an expression has no metric', () => {
  expect(queriesOf([[{ expression: 'a + b', label: 'both' }]], defaults)).toMatchObject([
    { label: 'both', expression: 'a + b' },
  ]);
});

test('a metric may be of another region', () => {
  const [query] = queriesOf([['AWS/SQS', 'Age', { region: 'us-west-2' }]], defaults);
  expect(query.metric?.region).toBe('us-west-2');
});

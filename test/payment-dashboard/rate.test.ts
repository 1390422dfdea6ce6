import { evaluateExpression } from '../../tools/payment-dashboard/metric-math/evaluate-expression';
import { watched } from './platform';
import { bodyOf } from './synthesized';

const rates = bodyOf(watched(['payments']).template).widgets.find(
  ({ properties }) => properties.title === 'Success, decline and failure rate',
);
const options = (rates?.properties.metrics ?? []).map((row) => row[row.length - 1] as Record<string, string>);
const metricIds = options.flatMap(({ id }) => id ?? []);
const expression = options.find(({ label }) => label === 'success rate (%)')?.expression ?? '';

const successOf = (counted: Readonly<Record<string, number>>) =>
  evaluateExpression(expression, {
    lineOf: (id) => counted[options.find((each) => each.id === id)?.label ?? ''],
    metricIds,
    periodSeconds: 60,
  });

test('the success rate is the share of the decided that were authorized', () => {
  expect(successOf({ authorized: 6, declined: 2, failed: 1, 'left unresolved': 1 })).toBe(60);
  expect(successOf({ authorized: 1 })).toBe(100);
  expect(successOf({ 'left unresolved': 1 })).toBe(0);
});

test('a quiet minute has no success rate: 0 % would look like an outage', () => {
  expect(successOf({})).toBeUndefined();
});

import { statisticOf } from '../../../../tools/payment-dashboard/evaluate/statistics';

const values = [4, 1, 3, 2];

test.each([
  ['Sum', 10],
  ['Average', 2.5],
  ['Minimum', 1],
  ['Maximum', 4],
  ['SampleCount', 4],
  ['p50', 2],
  ['p99', 4],
  ['p99.9', 4],
  ['p0', 1],
])('%s', (name, expected) => {
  expect(statisticOf(name, values)).toBe(expected);
});

test('of no values there is none', () => {
  expect(statisticOf('Sum', [])).toBeUndefined();
});

test('a statistic that is not known is named', () => {
  expect(() => statisticOf('tm95', values)).toThrow('the statistic tm95 is not evaluated here');
});

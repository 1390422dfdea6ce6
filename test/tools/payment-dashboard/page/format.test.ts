import {
  formatPeriod,
  formatTick,
  formatTime,
  formatValue,
  splitUnit,
} from '../../../../tools/payment-dashboard/page/format';

test.each<[number, string | undefined, string]>([
  [1234.567, undefined, '1,234.57'],
  [45.454, '%', '45.45 %'],
  [1234.5, 'ms', '1,235 ms'],
  [0.42, 'ms', '0.42 ms'],
  [90, 's', '90 s'],
  [300, 's', '5 min'],
  [10_800, 's', '3 h'],
  [0, 'bytes', '0 B'],
  [10_737_418_240, 'bytes', '10.74 GB'],
  [7, 'payments', '7'],
])('%d in %s is %s', (value, unit, expected) => {
  expect(formatValue(value, unit)).toBe(expected);
});

test('an axis is short', () => {
  expect([formatTick(12_000), formatTick(2_500_000, 'bytes')]).toEqual(['12K', '2.5 MB']);
});

test.each([
  [10, '10 s'],
  [60, '1 min'],
  [300, '5 min'],
  [86_400, '1 d'],
])('a period of %d seconds is %s', (seconds, expected) => {
  expect(formatPeriod(seconds)).toBe(expected);
});

test('short periods have seconds in their times', () => {
  expect(formatTime(0, 60)).toMatch(/^\d\d:\d\d$/);
  expect(formatTime(0, 10)).toMatch(/^\d\d:\d\d:\d\d$/);
});

test('the unit of a figure is at the end of its label', () => {
  expect(splitUnit('outbox age (s)')).toEqual({ words: 'outbox age', unit: 's' });
  expect(splitUnit('unresolved')).toEqual({ words: 'unresolved' });
});

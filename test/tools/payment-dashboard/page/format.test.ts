import {
  formatPeriod,
  formatTicks,
  formatTime,
  formatTimes,
  formatValue,
  splitUnit,
} from '../../../../tools/payment-dashboard/page/format';

test.each<[number, string | undefined, string]>([
  [1234.567, undefined, '1,234.57'],
  [45.454, '%', '45.45 %'],
  [1234.5, 'ms', '1,235 ms'],
  [0.42, 'ms', '0.42 ms'],
  [0.042, 'ms', '42 µs'],
  [0, 'ms', '0 ms'],
  [0.5, 's', '0.5 s'],
  [0.012, 's', '12 ms'],
  [0.000_037, 's', '37 µs'],
  [0.000_000_4, 's', '0.4 µs'],
  [0, 's', '0 s'],
  [0.004_56, '%', '0.0046 %'],
  [0.000_12, undefined, '0.00012'],
  [1e-14, '%', '0 %'],
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
  expect([...formatTicks([12_000]), ...formatTicks([2_500_000], 'bytes')]).toEqual(['12K', '2.5 MB']);
});

test.each<[readonly number[], string, readonly string[]]>([
  [[0, 0.5, 1], 's', ['0', '0.5', '1']],
  [[0, 0.000_05, 0.0001], 's', ['0', '50 µs', '100 µs']],
  [[0, 0.02, 0.04], 's', ['0', '20 ms', '40 ms']],
  [[0, 0.000_05, 0.0001], 'ms', ['0', '0.05 µs', '0.1 µs']],
  [[0, 0.000_02, 0.000_04], 's', ['0', '20 µs', '40 µs']],
  [[0], 's', ['0']],
])('an axis of %j in %s has one unit: %j', (values, unit, expected) => {
  expect(formatTicks(values, unit)).toEqual(expected);
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

const DAY = 86_400;

test('days have dates: those of UTC, where they begin', () => {
  expect(formatTime(DAY, DAY)).toBe('2 Jan');
  expect(formatTimes([0, DAY, 2 * DAY], DAY)).toEqual(['1 Jan', '2 Jan', '3 Jan']);
});

test('over a day or more midnight is a date, and a shorter time has clocks only', () => {
  const midnight = new Date(2026, 0, 15).getTime() / 1000;
  const halves = [0, 1, 2].map((half) => midnight + (half * DAY) / 2);
  expect(formatTimes(halves, 300)).toEqual(['15 Jan', '12:00', '16 Jan']);
  expect(formatTimes(halves.slice(0, 2), 10)).toEqual(['00:00', '12:00']);
});

test('the unit of a figure is at the end of its label', () => {
  expect(splitUnit('outbox age (s)')).toEqual({ words: 'outbox age', unit: 's' });
  expect(splitUnit('unresolved')).toEqual({ words: 'unresolved' });
});

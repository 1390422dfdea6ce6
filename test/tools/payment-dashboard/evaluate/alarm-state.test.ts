import { readAlarm, stateOf } from '../../../../tools/payment-dashboard/evaluate/alarm-state';
import type { MetricSource } from '../../../../tools/payment-dashboard/evaluate/metric-source';
import type { MetricAlarm } from '../../../../tools/payment-dashboard/synthesized/dashboard';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE + 20_000;

const metric = { region: 'us-east-1', namespace: 'Payments', name: 'PaymentFailed', dimensions: {} };
const query = { label: '', visible: true, statistic: 'Sum', periodSeconds: 60, metric };

const alarm: MetricAlarm = {
  kind: 'metric',
  name: 'failures',
  description: '',
  topics: [],
  queries: [query],
  threshold: 5,
  comparison: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missing: 'notBreaching',
};

/** One value in each of the last minutes, the newest last. */
function minutes(...values: readonly (number | undefined)[]): MetricSource {
  const samples = values.flatMap((value, index) =>
    value === undefined ? [] : [{ at: NOW - (values.length - 1 - index) * MINUTE, value }],
  );
  return { since: 0, samplesOf: () => samples };
}

test.each<[string, Partial<MetricAlarm>, (number | undefined)[], string]>([
  ['enough bad periods', {}, [6, 6, 0], 'ALARM'],
  ['too few bad periods', {}, [0, 6, 5], 'OK'],
  ['silence that is good', {}, [], 'OK'],
  ['silence that is bad', { missing: 'breaching' }, [], 'ALARM'],
  ['silence that says nothing', { missing: 'missing' }, [], 'INSUFFICIENT_DATA'],
  ['values below', { comparison: 'LessThanThreshold' }, [1, 1, 9], 'ALARM'],
  ['values at the threshold', { comparison: 'GreaterThanOrEqualToThreshold' }, [5, 5, 0], 'ALARM'],
])('%s', (_, changes, values, expected) => {
  expect(readAlarm({ ...alarm, ...changes }, minutes(...values), NOW).state).toBe(expected);
});

test('the period under way counts only when it has a value', () => {
  expect(readAlarm(alarm, minutes(6, 6, 0, undefined), NOW).state).toBe('ALARM');
  expect(readAlarm(alarm, minutes(6, 6, 0, 0), NOW).state).toBe('OK');
});

test('silence before there was anything is not held against it', () => {
  const deployed = { ...minutes(9), since: NOW - 1_000 };
  expect(readAlarm({ ...alarm, comparison: 'LessThanThreshold', missing: 'breaching' }, deployed, NOW).state).toBe(
    'OK',
  );
});

test('nor is silence in the period in which it began, of which it saw the end only', () => {
  const begun = (since: number, ...values: readonly (number | undefined)[]) =>
    readAlarm({ ...alarm, missing: 'breaching', datapointsToAlarm: 1 }, { ...minutes(...values), since }, NOW);
  const minute = (before: number) => (1_000 - before) * MINUTE;
  expect(begun(minute(2) + 1, undefined, 0, 0).state).toBe('OK');
  expect(begun(minute(2), undefined, 0, 0)).toMatchObject({ state: 'ALARM', since: minute(2) });
  expect(begun(minute(2) + 1, 6, 0, 0)).toMatchObject({ state: 'ALARM', since: minute(2) + 1 });
});

test('what is not measured has no state, and says why', () => {
  expect(readAlarm(alarm, { since: 0, samplesOf: () => undefined }, NOW)).toEqual({ note: 'not measured' });
  const samplesOf = () => {
    throw new Error('not measured here: nothing counts it');
  };
  expect(readAlarm(alarm, { since: 0, samplesOf }, NOW)).toEqual({ note: 'not measured here: nothing counts it' });
});

test('it tells the newest value, and none of long ago', () => {
  expect(readAlarm(alarm, minutes(1, 2, 3), NOW).value).toBe(3);
  expect(readAlarm(alarm, minutes(9, ...Array(8).fill(undefined)), NOW).value).toBeUndefined();
});

describe('since when', () => {
  const minute = (before: number) => (1_000 - before) * MINUTE;
  const sinceOf = (values: readonly (number | undefined)[], source: Partial<MetricSource> = {}) =>
    readAlarm(alarm, { ...minutes(...values), ...source }, NOW).since;

  test('the period that brought the state, however long ago it began', () => {
    expect(sinceOf([0, 0, 6, 6])).toBe(minute(0)); // the second bad one of three
    expect(sinceOf([0, 6, 6, 0, 6, 6])).toBe(minute(3));
    expect(sinceOf([6, 6, 0, 0])).toBe(minute(0));
  });

  test('is not known of what lasts longer than it looks back', () => {
    expect(sinceOf(Array(50).fill(6))).toBeUndefined();
    expect(sinceOf([])).toBeUndefined();
  });

  test('is the beginning of what has just begun', () => {
    expect(sinceOf([6, 6, 6], { since: minute(2) })).toBe(minute(1));
    expect(sinceOf([0], { since: minute(0) })).toBe(minute(0));
  });
});

test('the greatest of several says what it leaves out', () => {
  const queries = [
    { ...query, id: 'busiest', periodSeconds: 0, metric: undefined, expression: 'MAX([writer, readers])' },
    { ...query, id: 'writer', visible: false },
    { ...query, id: 'readers', label: 'Readers', visible: false, metric: { ...metric, name: 'Unknown' } },
  ];
  const known = minutes(6, 6, 6);
  const samplesOf: MetricSource['samplesOf'] = (of, from, to) =>
    of.name === 'Unknown' ? undefined : known.samplesOf(of, from, to);
  expect(readAlarm({ ...alarm, queries }, { since: 0, samplesOf }, NOW)).toMatchObject({
    state: 'ALARM',
    note: 'without Readers, not measured',
  });
});

test('a comparison with a band is refused', () => {
  const banded = { ...alarm, comparison: 'LessThanLowerOrGreaterThanUpperThreshold' };
  expect(() => stateOf(banded, [1])).toThrow("'ComparisonOperator' must be a comparison with a number");
});

import { type Grid, gridUntil, Lines } from '../../../../tools/payment-dashboard/evaluate/lines';
import type { MetricSource } from '../../../../tools/payment-dashboard/evaluate/metric-source';
import type { MetricQuery } from '../../../../tools/payment-dashboard/synthesized/dashboard';

const MINUTE = 60_000;
const grid: Grid = { from: 0, count: 3, periodSeconds: 60 };

/** `Paid` has a value in the first and the last minute; of `AWS/*` nobody knows. */
const source: MetricSource = {
  since: 0,
  samplesOf: ({ namespace, name }) => {
    if (namespace.startsWith('AWS/')) return undefined;
    if (name !== 'Paid') return [];
    return [
      { at: 1, value: 2 },
      { at: MINUTE - 1, value: 4 },
      { at: 2 * MINUTE, value: 8 },
      { at: 3 * MINUTE, value: 1000 },
    ];
  },
};

const metric = (id: string, name: string, namespace = 'Payments', statistic = 'Sum'): MetricQuery => ({
  id,
  label: id,
  visible: true,
  statistic,
  periodSeconds: 60,
  metric: { region: 'us-east-1', namespace, name, dimensions: {} },
});

const expression = (text: string): MetricQuery => ({
  label: text,
  visible: true,
  statistic: '',
  periodSeconds: 60,
  expression: text,
});

const queries = [
  metric('paid', 'Paid'),
  metric('failed', 'Failed'),
  metric('calls', 'Count', 'AWS/ApiGateway'),
  { ...expression('paid * 2'), id: 'double' },
];
const lines = new Lines(source, grid, queries);

test('values of a period come together by the statistic, those outside do not count', () => {
  expect(lines.of(queries[0])).toEqual({ values: [6, undefined, 8], measured: [true, false, true] });
  expect(lines.of(metric('x', 'Paid', 'Payments', 'Maximum'))).toMatchObject({ values: [4, undefined, 8] });
});

test('silence is a line without values', () => {
  expect(lines.of(queries[1])).toEqual({ values: [undefined, undefined, undefined], measured: [false, false, false] });
});

test('an expression may read others, and is measured where one of them is', () => {
  expect(lines.of(expression('double + FILL(failed, 0)'))).toEqual({
    values: [12, 0, 16],
    measured: [true, false, true],
  });
  expect(lines.of(expression('FILL(paid, 0)'))).toEqual({ values: [6, 0, 8], measured: [true, false, true] });
  expect(lines.of(expression('7'))).toMatchObject({ values: [7, 7, 7] });
});

test('what reads something unknown is unknown, even where zeros would be filled in', () => {
  expect(lines.of(queries[2])).toEqual({ unknown: 'not measured' });
  expect(lines.of(expression('IF(FILL(calls, 0) > 0, paid, 0)'))).toEqual({ unknown: 'not measured' });
});

test.each([
  ['SEARCH(paid)', 'SEARCH is not evaluated here'],
  ['nobody + 1', 'nobody is not defined'],
])('%s is unknown, with the reason', (text, unknown) => {
  expect(lines.of(expression(text))).toEqual({ unknown });
});

test('the greatest of several leaves out what is unknown, and says so; only the greatest, and only if one is known', () => {
  const greatest = { values: [6, undefined, 8], measured: [true, false, true], without: 'calls, not measured' };
  expect(lines.of(expression('MAX([paid, calls])'))).toEqual(greatest);
  expect(lines.of({ ...expression('MAX([paid, calls]) * 1'), id: 'busiest' })).toEqual(greatest);
  expect(lines.of(expression('MAX([failed, paid])'))).not.toHaveProperty('without');
  for (const text of [
    'SUM([paid, calls])',
    'MAX([calls, calls])',
    'MAX([paid, calls]) + calls',
    'MAX([paid, nobody]) + nobody',
  ]) {
    expect(lines.of(expression(text))).toHaveProperty('unknown');
  }
});

test.each(['own', 'MAX([own, paid])'])('what reads itself ends: %s', (text) => {
  const query = { ...expression(`${text} + 1`), id: 'own' };
  expect(new Lines(source, grid, [queries[0], query]).of(query)).toHaveProperty(
    text === 'own' ? 'unknown' : 'without',
    text === 'own' ? 'own reads itself' : expect.stringContaining('own reads itself'),
  );
});

test('a grid ends with the period under way', () => {
  expect(gridUntil(10 * MINUTE + 1, 2, 60)).toEqual({ from: 9 * MINUTE, count: 2, periodSeconds: 60 });
});

import { dataOf, topOf, unitOf } from '../../../../tools/payment-dashboard/page/plot-data';
import type { ChartView } from '../../../../tools/payment-dashboard/view';

const chart: ChartView = {
  kind: 'chart',
  title: 'Payments',
  stacked: false,
  times: [60, 120],
  periodSeconds: 60,
  lines: [
    { label: 'authorized', values: [1, 2] },
    { label: 'declined', values: [null, 3] },
    { label: 'failed', values: [] },
    { label: 'unresolved', values: [4, 5] },
  ],
  marks: [],
};

test('lines are drawn as they are', () => {
  expect(dataOf(chart)).toEqual([
    [60, 120],
    [1, 2],
    [null, 3],
    [null, null],
    [4, 5],
  ]);
});

test('stacked lines stand on those before them, and gaps stay gaps', () => {
  expect(dataOf({ ...chart, stacked: true })).toEqual([
    [60, 120],
    [1, 2],
    [null, 5],
    [null, null],
    [5, 10],
  ]);
});

test('lines on the right have a scale, thresholds and a unit of their own', () => {
  const [left, right] = chart.lines;
  const sides = { ...chart, unit: 'ms', rightUnit: '%', lines: [left, { ...right, right: true }], stacked: true };
  expect(dataOf(sides)).toEqual([
    [60, 120],
    [1, 2],
    [null, 3],
  ]);
  expect(topOf({ ...sides, marks: [{ value: 20, label: '', right: true }] }, 'left', 10)).toBeLessThan(20);
  expect(sides.lines.map((line) => unitOf(sides, line))).toEqual(['ms', '%']);
});

test('a chart without times has axes nevertheless', () => {
  expect(dataOf({ ...chart, times: [], lines: [] })).toEqual([[0, 1]]);
});

test.each<[string, number[], number | null, (top: number) => boolean]>([
  ['all values fit', [], 100, (top) => top > 100],
  ['a threshold that is near is in sight', [300], 100, (top) => top > 300],
  ['a threshold that is far does not press the values down', [5000], 100, (top) => top < 200],
  ['without values every threshold is in sight', [5000], null, (top) => top > 5000],
  ['zeros alone have an axis', [0], 0, (top) => top === 1],
])('%s', (_, marks, highest, holds) => {
  const view = { ...chart, marks: marks.map((value) => ({ value, label: '' })) };
  expect(holds(topOf(view, 'left', highest))).toBe(true);
});

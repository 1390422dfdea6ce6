/** Labels of thresholds, as the browser really draws them: inside the chart, and none over another. */
import type { View } from '../../../../tools/payment-dashboard/view';
import { keepScreenshot, NARROW, WIDE } from './browser';
import { drawnTexts, overlapping, withinPlot } from './drawn-texts';
import { DrawnView, inThrees } from './drawn-view';

interface Marked {
  readonly title: string;
  readonly values: readonly number[];
  readonly marks: readonly { readonly value: number; readonly right?: boolean }[];
}

const label = (value: number, right = false) => `alarm beyond ${value} % ${right ? 'right' : 'left'}`;
const LONG = 'alarm beyond 99 % of the requests that anybody sent to any of the functions in these five minutes';

const marked: readonly Marked[] = [
  { title: 'one within', values: [1, 9], marks: [{ value: 5 }] },
  { title: 'two close', values: [1, 9], marks: [{ value: 5 }, { value: 5.1 }] },
  { title: 'four far above', values: [1, 2], marks: [{ value: 90 }, { value: 80 }, { value: 85 }, { value: 95 }] },
  { title: 'at the bottom', values: [1, 9], marks: [{ value: 0 }, { value: 0.01 }, { value: 0.02 }] },
  { title: 'of both axes', values: [1, 9], marks: [{ value: 9 }, { value: 9, right: true }] },
  { title: 'all edges', values: [0, 1], marks: [{ value: 0 }, { value: 1 }, { value: 70 }, { value: 700 }] },
];

const view: View = {
  name: 'marks',
  dashboards: ['marks'],
  measuring: { at: 1_000_000, rangeMinutes: 2, pointSeconds: 60, by: 'the test' },
  widgets: [...marked, { title: 'long', values: [1, 9], marks: [{ value: 99 }] }].map(
    ({ title, values, marks }, index) => ({
      kind: 'chart',
      title,
      stacked: false,
      times: values.map((_, minute) => minute * 60),
      periodSeconds: 60,
      lines: [
        { label: 'left', values },
        { label: 'right', values, right: true },
      ],
      marks: marks.map(({ value, right }) => ({ value, right, label: title === 'long' ? LONG : label(value, right) })),
      ...inThrees(index),
    }),
  ),
};

const drawn = DrawnView.ofThisFile(view);

const screens = [
  ['1280', 1, WIDE],
  ['1280', 2, WIDE],
  ['390', 1, NARROW],
  ['390', 3, NARROW],
] as const;

test.each(screens)('%s wide, %d pixels a point', async (width, deviceScaleFactor, viewport) => {
  const page = await drawn.open({ viewport, deviceScaleFactor });
  await keepScreenshot(page, `marks-${width}-${deviceScaleFactor}`);
  for (const { title, marks } of view.widgets.flatMap((widget) => (widget.kind === 'chart' ? [widget] : []))) {
    const drawn = await drawnTexts(page, title);
    const labels = drawn.filter(({ text }) => marks.some(({ label: own }) => text.endsWith(own)));
    expect([title, labels.length]).toEqual([title, marks.length]);
    expect(labels.filter((each) => !withinPlot(each))).toEqual([]);
    expect(overlapping(labels)).toEqual([]);
  }
  await page.close();
});

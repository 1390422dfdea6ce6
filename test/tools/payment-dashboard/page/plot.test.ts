/** Labels of axes, as the browser really draws them: none cut, none over another, none said twice. */
import type { Page } from 'playwright-core';
import type { ChartView, View } from '../../../../tools/payment-dashboard/view';
import { keepScreenshot, NARROW, WIDE } from './browser';
import { type DrawnText, drawnTexts, overlapping } from './drawn-texts';
import { DrawnView, inThrees } from './drawn-view';

const DAY = 86_400;
const FIRST = Date.UTC(2026, 0, 15) / 1000;

interface Drawn extends Pick<ChartView, 'unit' | 'rightUnit'> {
  readonly title: string;
  readonly values: readonly number[];
  readonly right?: readonly number[];
  readonly periodSeconds?: number;
}

const charts: readonly Drawn[] = [
  { title: 'microseconds', unit: 's', values: [0.000_037, 0.000_081] },
  { title: 'far below one', values: [0.000_012_3, 0.000_034_5] },
  { title: 'both', unit: 'bytes', values: [1_073_741_824], rightUnit: 's', right: [0.000_37] },
  { title: 'one day', values: [3], periodSeconds: DAY },
  { title: 'three days', values: [3, 4, 5], periodSeconds: DAY },
  { title: 'fifty days', values: Array.from({ length: 50 }, (_, day) => day), periodSeconds: DAY },
];

const view: View = {
  name: 'axes',
  dashboards: ['axes'],
  measuring: { at: FIRST * 1000, rangeMinutes: 2, pointSeconds: 60, by: 'the test' },
  widgets: charts.map(({ title, unit, rightUnit, values, right, periodSeconds = 60 }, index) => ({
    kind: 'chart',
    title,
    unit,
    rightUnit,
    stacked: false,
    times: values.map((_, period) => FIRST + period * periodSeconds),
    periodSeconds,
    lines: [{ label: 'left', values }, ...(right ? [{ label: 'right', values: right, right: true }] : [])],
    marks: [],
    ...inThrees(index),
  })),
};

const drawn = DrawnView.ofThisFile(view);

const screens = [
  ['1280', 1, WIDE],
  ['390', 3, NARROW],
] as const;

test.each(screens)('%s wide, %d pixels a point', async (width, deviceScaleFactor, viewport) => {
  // the evening before in New York, when a day begins in UTC
  const page = await drawn.open({ viewport, deviceScaleFactor, timezoneId: 'America/New_York' });
  await keepScreenshot(page, `axes-${width}`);
  for (const { title } of charts) {
    const texts = await drawnTexts(page, title);
    const canvas = await canvasWidth(page, title);
    expect([title, texts.filter(({ left, right }) => left < 0 || right > canvas)]).toEqual([title, []]);
    expect([title, overlapping(texts)]).toEqual([title, []]);
    expect([title, repeated(texts.filter(({ top, plot }) => top > plot.bottom))]).toEqual([title, []]);
  }
  const labels = async (title: string) => (await drawnTexts(page, title)).map(({ text }) => text);
  expect(await labels('microseconds')).toEqual(expect.arrayContaining(['0', '50 µs']));
  expect(await labels('both')).toEqual(expect.arrayContaining(['500 MB', '0.2 ms', '19:00', '19:01']));
  expect(await labels('one day')).toEqual(expect.arrayContaining(['15 Jan', '16 Jan']));
  expect(await labels('three days')).toEqual(expect.arrayContaining(['15 Jan', '16 Jan', '17 Jan']));
  await page.close();
});

const canvasWidth = (page: Page, title: string): Promise<number> =>
  page.evaluate(`document.querySelector('.chart[aria-label="${title}"] canvas').width`);

const repeated = (texts: readonly DrawnText[]): readonly string[] =>
  texts.map(({ text }) => text).filter((text, index, all) => all.indexOf(text) !== index);

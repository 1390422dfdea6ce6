import uPlot from 'uplot';
import type { ChartView, LineView, Measuring } from '../view';
import { dashOf } from './dash';
import { formatTicks, formatTimes, isDaily } from './format';
import { drawMarks } from './marks';
import { dataOf, type Side, sideOf, topOf, unitOf } from './plot-data';
import { currentTheme, type Theme } from './theme';

const HEIGHT = 168;
const LINE_WIDTH = 2;
const POINT = 5;
/** Beyond so many periods points would cover the line. */
const POINTS_UP_TO = 40;
/** Of a value axis, so that charts above each other begin alike. */
const LEAST_WIDTH = 48;
/** Between an axis and its labels, and beyond them. */
const ROOM_BESIDE = 10;
const DAYS = [1, 2, 7, 14].map((days) => days * 86_400);
const HOURS = [1, 2, 3, 4, 6, 8, 12].map((hours) => hours * 3600);
const MINUTES = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60);

/** The canvas of a chart; `onPeriod` hears of the period under the cursor, and when there is none. */
export function drawPlot(
  place: HTMLElement,
  width: number,
  chart: ChartView,
  measuring: Measuring | undefined,
  onPeriod: (index: number | undefined) => void,
): uPlot {
  const theme = currentTheme();
  const sides = new Set<Side>(['left', ...chart.lines.map(sideOf)]);
  const options: uPlot.Options = {
    width,
    height: HEIGHT,
    padding: [10, 22, 0, 0], // room for half of the last time
    // periods of a day begin at midnight there
    tzDate: isDaily(chart.periodSeconds) ? (time) => uPlot.tzDate(new Date(time * 1000), 'Etc/UTC') : undefined,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: POINT + 3 } },
    scales: { x: timeScale(chart), left: scale(chart, 'left'), right: scale(chart, 'right') },
    axes: [timeAxis(chart, measuring, theme), ...[...sides].map((side) => valueAxis(chart, side, theme))],
    series: [{}, ...chart.lines.map((line, index) => series(line, index, chart, theme))],
    hooks: {
      draw: [(plot) => drawMarks(plot, chart, theme)],
      setCursor: [({ cursor }) => onPeriod(cursor.idx ?? undefined)],
    },
  };
  return new uPlot(options, dataOf(chart), place);
}

/** A single period is as wide as it is long; uPlot would show a thousand days. */
const timeScale = ({ periodSeconds }: ChartView): uPlot.Scale => ({
  time: true,
  range: ({ data: [times] }) => [times[0], times.length > 1 ? times[times.length - 1] : times[0] + periodSeconds],
});

const scale = (chart: ChartView, side: Side): uPlot.Scale => ({
  range: (_, __, max) => [0, topOf(chart, side, max)],
});

function series(line: LineView, index: number, chart: ChartView, theme: Theme): uPlot.Series {
  const stroke = line.color ?? theme.lines[index % theme.lines.length];
  return {
    scale: sideOf(line),
    stroke,
    width: LINE_WIDTH,
    dash: dashOf(index),
    fill: chart.stacked ? `color-mix(in srgb, ${stroke} 15%, transparent)` : undefined,
    points: { show: chart.times.length <= POINTS_UP_TO, size: POINT, fill: stroke, stroke },
  };
}

function timeAxis({ periodSeconds }: ChartView, measuring: Measuring | undefined, theme: Theme): uPlot.Axis {
  return {
    ...axis(theme),
    size: 26,
    space: 64,
    // nothing finer than the labels tell apart
    incrs: isDaily(periodSeconds) ? DAYS : [...MINUTES, ...HOURS, ...DAYS],
    values: (_, splits) => (measuring ? formatTimes(splits, periodSeconds) : splits.map(() => '')),
  };
}

function valueAxis(chart: ChartView, side: Side, theme: Theme): uPlot.Axis {
  const isRight = side === 'right';
  const plain = axis(theme);
  return {
    ...plain,
    scale: side,
    side: isRight ? 1 : 3,
    grid: { ...plain.grid, show: !isRight },
    size: ({ ctx }, texts) => Math.max(LEAST_WIDTH, ROOM_BESIDE + widthOf(texts ?? [], ctx, theme)),
    space: 36,
    values: (_, splits) => formatTicks(splits, unitOf(chart, { right: isRight })),
  };
}

/** Of the longest one, in pixels of the page. */
function widthOf(texts: readonly string[], ctx: CanvasRenderingContext2D, { font }: Theme): number {
  ctx.save(); // its font is uPlot's
  ctx.font = font;
  const widths = texts.map((text) => ctx.measureText(text).width);
  ctx.restore();
  return Math.ceil(Math.max(0, ...widths));
}

const axis = ({ grid, muted, font }: Theme): uPlot.Axis => ({
  stroke: muted,
  font,
  grid: { stroke: grid, width: 1 },
  ticks: { show: false },
});

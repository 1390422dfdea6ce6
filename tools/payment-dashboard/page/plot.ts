import uPlot from 'uplot';
import type { ChartView, LineView, Measuring } from '../view';
import { dashOf } from './dash';
import { formatTick, formatTime } from './format';
import { drawMarks } from './marks';
import { dataOf, type Side, sideOf, topOf, unitOf } from './plot-data';
import { readTheme, type Theme } from './theme';

const HEIGHT = 168;
const LINE_WIDTH = 2;
const POINT = 5;
/** Beyond so many periods points would cover the line. */
const POINTS_UP_TO = 40;

/** The canvas of a chart; `onPeriod` hears of the period under the cursor, and when there is none. */
export function drawPlot(
  place: HTMLElement,
  chart: ChartView,
  measuring: Measuring | undefined,
  onPeriod: (index: number | undefined) => void,
): uPlot {
  const theme = readTheme();
  const sides = new Set<Side>(['left', ...chart.lines.map(sideOf)]);
  const options: uPlot.Options = {
    width: Math.max(place.clientWidth, 200),
    height: HEIGHT,
    padding: [10, 18, 0, 0], // room for half of the last time
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: POINT + 3 } },
    scales: { x: { time: true }, left: scale(chart, 'left'), right: scale(chart, 'right') },
    axes: [timeAxis(chart, measuring, theme), ...[...sides].map((side) => valueAxis(chart, side, theme))],
    series: [{}, ...chart.lines.map((line, index) => series(line, index, chart, theme))],
    hooks: {
      draw: [(plot) => drawMarks(plot, chart, theme)],
      setCursor: [({ cursor }) => onPeriod(cursor.idx ?? undefined)],
    },
  };
  return new uPlot(options, dataOf(chart), place);
}

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
    values: (_, splits) => splits.map((time) => (measuring ? formatTime(time, Math.max(60, periodSeconds)) : '')),
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
    size: 48,
    space: 36,
    values: (_, splits) => splits.map((value) => formatTick(value, unitOf(chart, { right: isRight }))),
  };
}

const axis = ({ grid, muted, font }: Theme): uPlot.Axis => ({
  stroke: muted,
  font,
  grid: { stroke: grid, width: 1 },
  ticks: { show: false },
});

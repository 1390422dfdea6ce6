import type uPlot from 'uplot';
import type { ChartView } from '../view';
import { formatValue } from './format';
import { placesOf } from './mark-places';
import { sideOf, unitOf } from './plot-data';
import type { Theme } from './theme';

const FONT_SIZE = 11;
const LABEL_HEIGHT = 15;
const PADDING = 4;
const HALO = 3;
/** As alarms of the library are marked in templates. */
const THRESHOLD_RED = '#d13212';

/** Draws the thresholds over the lines, each with its label at the side that it is of. */
export function drawMarks(plot: uPlot, chart: ChartView, theme: Theme): void {
  const { bbox, ctx } = plot;
  const ratio = devicePixelRatio;
  const marks = marksOf(plot, chart);
  ctx.save();
  ctx.font = `${FONT_SIZE * ratio}px system-ui, sans-serif`;
  // axes leave their own
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = ratio;
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  for (const { y, color } of marks) drawLine(plot, y, colorOf(color, theme));
  const room = {
    top: bbox.top + LABEL_HEIGHT * ratio,
    bottom: bbox.top + bbox.height - PADDING * ratio,
    height: LABEL_HEIGHT * ratio,
  };
  const places = placesOf(
    marks.map(({ y }) => y - PADDING * ratio),
    room,
  );
  for (const [index, baseline] of places.entries()) writeLabel(plot, marks[index], baseline, theme);
  ctx.restore();
}

/** Our own red is made for a light page. */
const colorOf = (color: string | undefined, { threshold }: Theme): string =>
  color === undefined || color === THRESHOLD_RED ? threshold : color;

interface DrawnMark {
  readonly y: number;
  readonly color?: string;
  readonly text: string;
  readonly right?: boolean;
}

/** From the upper one down; those far above all values stand at the upper edge, the farthest first. */
function marksOf(plot: uPlot, { marks }: ChartView): readonly DrawnMark[] {
  const { bbox } = plot;
  return [...marks]
    .sort((one, other) => other.value - one.value)
    .map((mark) => {
      const isAbove = mark.value > (plot.scales[sideOf(mark)]?.max ?? 0);
      // half a pixel down: a thin line is sharp in the middle of one
      const y = Math.round(isAbove ? bbox.top : plot.valToPos(mark.value, sideOf(mark), true)) + 0.5;
      return { y, color: mark.color, right: mark.right, text: isAbove ? `↑ ${mark.label}` : mark.label };
    })
    .sort((one, other) => one.y - other.y);
}

function drawLine({ bbox, ctx }: uPlot, y: number, color: string): void {
  ctx.strokeStyle = color;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
}

/** With a narrow halo, so that lines below neither cross the letters nor vanish; longer than the chart, it is condensed. */
function writeLabel({ bbox, ctx }: uPlot, { text, right }: DrawnMark, y: number, theme: Theme): void {
  const padding = PADDING * devicePixelRatio;
  const most = bbox.width - 2 * padding;
  const width = Math.min(ctx.measureText(text).width, most);
  const x = right ? bbox.left + bbox.width - width - padding : bbox.left + padding;
  ctx.setLineDash([]);
  ctx.strokeStyle = theme.card;
  ctx.lineWidth = HALO * devicePixelRatio;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y, most);
  ctx.fillStyle = theme.muted;
  ctx.fillText(text, x, y, most);
}

/** The same in words. */
export const marksInWords = (chart: ChartView): string =>
  chart.marks.map((mark) => mark.label || formatValue(mark.value, unitOf(chart, mark))).join(', ');

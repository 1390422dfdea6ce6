import type uPlot from 'uplot';
import type { ChartView } from '../view';
import { formatValue } from './format';
import { sideOf, unitOf } from './plot-data';
import type { Theme } from './theme';

const FONT_SIZE = 11;
const LABEL_HEIGHT = 15;
const PADDING = 4;

/** Draws the thresholds over the lines, each with its label at the side that it is of. */
export function drawMarks(plot: uPlot, { marks }: ChartView, theme: Theme): void {
  const { bbox, ctx } = plot;
  const ratio = devicePixelRatio;
  let room = Number.POSITIVE_INFINITY;
  ctx.save();
  ctx.font = `${FONT_SIZE * ratio}px system-ui, sans-serif`;
  ctx.lineWidth = ratio;
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  for (const mark of [...marks].sort((one, other) => one.value - other.value)) {
    const isAbove = mark.value > (plot.scales[sideOf(mark)]?.max ?? 0);
    // half a pixel down: a thin line is sharp in the middle of one
    const y = Math.round(isAbove ? bbox.top : plot.valToPos(mark.value, sideOf(mark), true)) + 0.5;
    ctx.strokeStyle = mark.color ?? theme.threshold;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // labels do not lie on each other, and stay within the chart
    const baseline = Math.min(Math.max(y - 4 * ratio, bbox.top + LABEL_HEIGHT * ratio), room - LABEL_HEIGHT * ratio);
    room = baseline;
    const text = isAbove ? `↑ ${mark.label}` : mark.label;
    const width = ctx.measureText(text).width + 2 * PADDING * ratio;
    const left = mark.right ? bbox.left + bbox.width - width : bbox.left;
    ctx.fillStyle = theme.card;
    ctx.fillRect(left, baseline - FONT_SIZE * ratio, width, (FONT_SIZE + 2) * ratio);
    ctx.fillStyle = theme.muted;
    ctx.fillText(text, left + PADDING * ratio, baseline);
  }
  ctx.restore();
}

/** The same in words. */
export const marksInWords = (chart: ChartView): string =>
  chart.marks.map((mark) => mark.label || formatValue(mark.value, unitOf(chart, mark))).join(', ');

import type uPlot from 'uplot';
import type { ChartView } from '../view';
import { formatValue } from './format';
import { sideOf, unitOf } from './plot-data';
import type { Theme } from './theme';

const FONT_SIZE = 11;
const LABEL_HEIGHT = 15;
const PADDING = 4;
const HALO = 3;

/** Draws the thresholds over the lines, each with its label at the side that it is of. */
export function drawMarks(plot: uPlot, { marks }: ChartView, theme: Theme): void {
  const { bbox, ctx } = plot;
  const ratio = devicePixelRatio;
  let room = Number.POSITIVE_INFINITY;
  ctx.save();
  ctx.font = `${FONT_SIZE * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'left'; // axes leave their own
  for (const mark of [...marks].sort((one, other) => one.value - other.value)) {
    const isAbove = mark.value > (plot.scales[sideOf(mark)]?.max ?? 0);
    // half a pixel down: a thin line is sharp in the middle of one
    const y = Math.round(isAbove ? bbox.top : plot.valToPos(mark.value, sideOf(mark), true)) + 0.5;
    ctx.strokeStyle = mark.color ?? theme.threshold;
    ctx.lineWidth = ratio;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // labels do not lie on each other, and stay within the chart
    const baseline = Math.min(Math.max(y - 4 * ratio, bbox.top + LABEL_HEIGHT * ratio), room - LABEL_HEIGHT * ratio);
    room = baseline;
    const text = isAbove ? `↑ ${mark.label}` : mark.label;
    const left = mark.right ? bbox.left + bbox.width - ctx.measureText(text).width : bbox.left + PADDING * ratio;
    writeLegibly(ctx, text, left, baseline, theme);
  }
  ctx.restore();
}

/** With a narrow halo, so that lines below neither cross the letters nor vanish. */
function writeLegibly(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, theme: Theme): void {
  ctx.setLineDash([]);
  ctx.strokeStyle = theme.card;
  ctx.lineWidth = HALO * devicePixelRatio;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.muted;
  ctx.fillText(text, x, y);
}

/** The same in words. */
export const marksInWords = (chart: ChartView): string =>
  chart.marks.map((mark) => mark.label || formatValue(mark.value, unitOf(chart, mark))).join(', ');

import type uPlot from 'uplot';
import type { ChartView } from '../view';
import { formatValue } from './format';
import type { Theme } from './theme';

const LABEL_HEIGHT = 15;

/** Draws the thresholds over the lines, each with its label. */
export function drawMarks(plot: uPlot, { marks }: ChartView, theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const top = plot.scales.y.max ?? 0;
  let lowestLabel = Number.POSITIVE_INFINITY;
  ctx.save();
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  for (const { value, label } of [...marks].sort((one, other) => one.value - other.value)) {
    const isAbove = value > top;
    // half a pixel down: a thin line is sharp in the middle of one
    const y = Math.round(isAbove ? bbox.top : plot.valToPos(value, 'y', true)) + 0.5;
    const baseline = Math.min(
      Math.max(y - 4 * ratio, bbox.top + LABEL_HEIGHT * ratio),
      lowestLabel - LABEL_HEIGHT * ratio,
    );
    lowestLabel = baseline;
    ctx.strokeStyle = theme.alarm;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const text = isAbove ? `↑ ${label}` : label;
    const left = bbox.left + 4 * ratio;
    ctx.fillStyle = theme.card;
    ctx.globalAlpha = 0.85;
    const width = ctx.measureText(text).width + 6 * ratio;
    ctx.fillRect(left - 3 * ratio, baseline - 10 * ratio, width, 13 * ratio);
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.alarm;
    ctx.fillText(text, left, baseline);
  }
  ctx.restore();
}

/** The same in words. */
export const marksInWords = ({ marks, unit }: ChartView): string =>
  marks.map(({ label, value }) => label || formatValue(value, unit)).join(', ');

import type { Page } from 'playwright-core';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A text on a canvas, in pixels of the canvas, and the area of the chart's lines. */
export interface DrawnText extends Box {
  readonly text: string;
  readonly plot: Box;
}

/** Notes where each text stands; a canvas that is cleared has none. To be run before the page's own script. */
export const RECORD_TEXTS = `
  window.drawnTexts = new Map();
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    window.drawnTexts.set(this.canvas, []);
    return clearRect.apply(this, area);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, most = Infinity) {
    const metrics = this.measureText(text);
    const width = Math.min(metrics.width, most);
    const share = { left: 0, start: 0, center: 0.5, right: 1, end: 1 }[this.textAlign];
    const texts = window.drawnTexts.get(this.canvas) ?? [];
    texts.push({
      text,
      left: x - share * width,
      right: x + (1 - share) * width,
      top: y - metrics.actualBoundingBoxAscent,
      bottom: y + metrics.actualBoundingBoxDescent,
    });
    window.drawnTexts.set(this.canvas, texts);
    return fillText.call(this, text, x, y, most === Infinity ? undefined : most);
  };`;

const READ = `(title) => {
  const chart = document.querySelector('.chart[aria-label="' + title + '"]');
  const canvas = chart.querySelector('canvas');
  const outer = canvas.getBoundingClientRect();
  const inner = chart.querySelector('.u-over').getBoundingClientRect();
  const plot = {
    left: (inner.left - outer.left) * devicePixelRatio,
    right: (inner.right - outer.left) * devicePixelRatio,
    top: (inner.top - outer.top) * devicePixelRatio,
    bottom: (inner.bottom - outer.top) * devicePixelRatio,
  };
  return window.drawnTexts.get(canvas).map((text) => ({ ...text, plot }));
}`;

/** What stands on the canvas of a chart. */
export function drawnTexts(page: Page, title: string): Promise<DrawnText[]> {
  return page.evaluate(`(${READ})(${JSON.stringify(title)})`);
}

/** Letters end at fractions of a pixel. */
const FRACTION = 1;

export const withinPlot = ({ plot, ...text }: DrawnText): boolean =>
  text.left >= plot.left - FRACTION &&
  text.right <= plot.right + FRACTION &&
  text.top >= plot.top - FRACTION &&
  text.bottom <= plot.bottom + FRACTION;

/** Pairs of texts that lie on each other. */
export function overlapping(texts: readonly DrawnText[]): readonly string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `${one.text} on ${other.text}`),
  );
}

import type { ChartView, LineView, Measuring } from '../view';
import { element } from './element';
import { formatValue, splitUnit } from './format';
import { silenceOf } from './silence';
import type { Drawn } from './widget';

/** Single numbers, large, each with its course. */
export class Figures implements Drawn<ChartView> {
  readonly root: HTMLElement;
  readonly #list = element('dl', { class: 'figures' });

  constructor(view: ChartView) {
    this.root = element(
      'article',
      { class: 'card', 'aria-label': view.title },
      element('h3', {}, view.title),
      this.#list,
    );
  }

  update(view: ChartView, measuring: Measuring | undefined): void {
    this.#list.replaceChildren(...view.lines.map((line) => figure(line, measuring)));
  }
}

function figure(line: LineView, measuring: Measuring | undefined): HTMLElement {
  const { words, unit } = splitUnit(line.label);
  const silence = silenceOf(line, measuring);
  const value = line.latest === undefined ? '–' : formatValue(line.latest, unit);
  const number = element('dd', { class: silence ? 'silent' : 'number' }, silence ?? value);
  const course = line.values.filter((each) => each !== null);
  return element('div', {}, element('dt', {}, words), number, ...(course.length > 1 ? [sparkline(course)] : []));
}

const WIDTH = 120;
const HEIGHT = 24;
const SVG = 'http://www.w3.org/2000/svg';

function sparkline(values: readonly number[]): Element {
  const highest = Math.max(...values);
  const lowest = Math.min(...values, 0);
  const y = (value: number) => HEIGHT - 2 - ((value - lowest) / (highest - lowest || 1)) * (HEIGHT - 4);
  const points = values.map((value, index) => `${(index / (values.length - 1)) * WIDTH},${y(value)}`);
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'polyline');
  line.setAttribute('points', points.join(' '));
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('class', 'spark');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(line);
  // a list of terms may hold terms only
  return element('dd', { class: 'course' }, svg);
}

import type { ChartView, Measuring } from '../view';
import { dashOf, LINE_COLORS } from './dash';
import { element } from './element';
import { formatTime, formatValue, splitUnit } from './format';
import { unitOf } from './plot-data';
import { silenceOf, silenceOfAll } from './silence';

/** Names and values below a chart: the newest ones, or those under the cursor. */
export class Legend {
  readonly root = element('ul', { class: 'legend' });

  update(chart: ChartView, measuring: Measuring | undefined, index?: number): void {
    const isSilent = silenceOfAll(chart, measuring) !== undefined;
    this.root.replaceChildren(
      ...chart.lines.map((line, position) => {
        const value = index === undefined ? line.latest : line.values[index];
        const silence = isSilent ? '' : line.unknown && silenceOf(line, measuring);
        const text =
          silence ?? (value === null || value === undefined ? NONE : formatValue(value, unitOf(chart, line)));
        return element(
          'li',
          { class: silence === undefined ? undefined : 'silent' },
          swatch(position, line.color),
          element('span', {}, nameOf(line.label, unitOf(chart, line))),
          ' ',
          element('b', {}, text),
        );
      }),
    );
    const time = index === undefined ? undefined : chart.times[index];
    if (time !== undefined) this.root.append(element('li', { class: 'when' }, formatTime(time, chart.periodSeconds)));
  }
}

/** The value has its unit already. */
function nameOf(label: string, unit: string | undefined): string {
  const split = splitUnit(label);
  return split.unit === unit ? split.words : label;
}

const NONE = '–';
const WIDTH = 22;
const HEIGHT = 8;
const SVG = 'http://www.w3.org/2000/svg';

function swatch(position: number, color?: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'line');
  const attributes = {
    x1: 0,
    x2: WIDTH,
    y1: HEIGHT / 2,
    y2: HEIGHT / 2,
    'stroke-dasharray': dashOf(position).join(' '),
  };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
  line.style.stroke = color ?? `var(--line-${(position % LINE_COLORS) + 1})`;
  svg.setAttribute('width', String(WIDTH));
  svg.setAttribute('height', String(HEIGHT));
  svg.setAttribute('aria-hidden', 'true');
  svg.append(line);
  return svg;
}

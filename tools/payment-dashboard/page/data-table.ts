import type { ChartView } from '../view';
import { element } from './element';
import { formatTime, formatValue } from './format';
import { unitOf } from './plot-data';

/** The chart's values as a table: for those who do not see the chart, and to copy. Filled when it is opened. */
export class DataTable {
  readonly root: HTMLDetailsElement;
  readonly #place = element('div', { class: 'table', tabindex: '0', role: 'group' });
  #chart: ChartView;

  constructor(chart: ChartView) {
    this.#chart = chart;
    const name = `Data of ${chart.title}`;
    this.#place.setAttribute('aria-label', name);
    this.root = element('details', { class: 'data' }, element('summary', { 'aria-label': name }, 'Data'), this.#place);
    this.root.addEventListener('toggle', () => this.update(this.#chart));
  }

  update(chart: ChartView): void {
    this.#chart = chart;
    if (this.root.open) this.#place.replaceChildren(tableOf(chart));
  }
}

function tableOf(chart: ChartView): HTMLElement {
  const { title, lines, times, periodSeconds, unit } = chart;
  const head = ['Time', ...lines.map(({ label }) => label)].map((name) => element('th', { scope: 'col' }, name));
  const rows = times.map((time, index) => {
    const cells = lines.map((line) => {
      const value = line.values[index];
      return element('td', {}, value === null || value === undefined ? '–' : formatValue(value, unitOf(chart, line)));
    });
    return element('tr', {}, element('th', { scope: 'row' }, formatTime(time, periodSeconds)), ...cells);
  });
  return element(
    'table',
    {},
    element('caption', {}, `${title}${unit ? ` (${unit})` : ''}`),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows.reverse()),
  );
}

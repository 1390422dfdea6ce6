import type uPlot from 'uplot';
import type { ChartView, Measuring } from '../view';
import { DataTable } from './data-table';
import { element } from './element';
import { formatPeriod, formatTime } from './format';
import { Legend } from './legend';
import { marksInWords } from './marks';
import { drawPlot } from './plot';
import { dataOf } from './plot-data';
import { isUnknown, sentence, silenceOfAll } from './silence';
import type { Drawn } from './widget';

/** A chart with title, canvas, legend and table. Arrow keys move through its periods. */
export class Chart implements Drawn<ChartView> {
  readonly root: HTMLElement;
  readonly #figure = element('div', { class: 'plot', role: 'group' });
  readonly #silence = element('p', { class: 'silence' });
  readonly #period = element('span', { class: 'period' });
  readonly #spoken = element('p', { class: 'spoken', 'aria-live': 'polite' });
  readonly #legend = new Legend();
  readonly #table: DataTable;
  #plot?: uPlot;
  #shape = '';
  /** As the page was last laid out; to ask the figure would have all of it laid out again, once a chart. */
  #width = 0;

  constructor(
    private view: ChartView,
    private measuring: Measuring | undefined,
  ) {
    this.#table = new DataTable(view);
    const title = element('h3', {}, view.title);
    const about = element('p', { class: 'about' }, unitsOf(view), this.#period);
    this.root = element('article', { class: 'card chart', 'aria-label': view.title }, title, about, this.#figure);
    this.root.append(this.#legend.root, this.#spoken, this.#table.root);
    this.#figure.addEventListener('keydown', (event) => this.walk(event));
    this.#figure.addEventListener('blur', () => this.#plot?.setCursor({ left: -10, top: -10 }));
    new ResizeObserver(([{ contentRect }]) => this.resize(Math.floor(contentRect.width))).observe(this.#figure);
  }

  update(view: ChartView, measuring: Measuring | undefined): void {
    this.view = view;
    this.measuring = measuring;
    this.#period.textContent = measuring ? `every ${formatPeriod(view.periodSeconds)}` : '';
    const silence = silenceOfAll(view, measuring);
    const marks = marksInWords(view);
    this.#figure.setAttribute(
      'aria-label',
      `${view.title}: ${silence ?? 'chart, move with the arrow keys'}${marks ? `; ${marks}` : ''}`,
    );
    const shape = JSON.stringify([
      view.lines.map(({ label, color, right }) => [label, color, right]),
      [view.times.length, view.periodSeconds],
      view.marks,
      isUnknown(view),
    ]);
    if (shape !== this.#shape) this.redraw();
    else this.#plot?.setData(dataOf(view));
    this.#shape = shape;
    // an empty chart is no stop on the way of the keyboard
    this.#figure.tabIndex = silence === undefined ? 0 : -1;
    this.#silence.textContent =
      silence === undefined ? '' : [sentence(silence), ...(isUnknown(view) && marks ? [marks] : [])].join(' · ');
    this.#silence.hidden = silence === undefined;
    this.#legend.update(view, measuring);
    this.#table.update(view);
    this.#table.root.hidden = silence !== undefined;
  }

  /** Also when the colours change. */
  redraw(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#figure.classList.toggle('unknown', isUnknown(this.view));
    this.#figure.replaceChildren(this.#silence);
    if (isUnknown(this.view) || this.#width === 0) return;
    this.#plot = drawPlot(this.#figure, this.#width, this.view, this.measuring, (index) =>
      this.#legend.update(this.view, this.measuring, index),
    );
  }

  private walk(event: KeyboardEvent): void {
    const plot = this.#plot;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!plot || step === undefined || silenceOfAll(this.view, this.measuring)) return;
    event.preventDefault();
    const last = this.view.times.length - 1;
    const index = Math.min(last, Math.max(0, (plot.cursor.idx ?? last + 1) + step));
    plot.setCursor({ left: plot.valToPos(this.view.times[index], 'x'), top: 0 });
    const values = [...this.#legend.root.querySelectorAll('li:not(.when)')].map(({ textContent }) => textContent);
    this.#spoken.textContent = `${formatTime(this.view.times[index], this.view.periodSeconds)}: ${values.join(', ')}`;
  }

  private resize(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    if (this.#plot && width > 0) this.#plot.setSize({ width, height: this.#plot.height });
    else if (!this.#plot) this.redraw();
  }
}

/** Of the left axis, and of the right one where there is one. */
const unitsOf = ({ unit, rightUnit }: ChartView): string => [unit, rightUnit].filter(Boolean).join(' · ');

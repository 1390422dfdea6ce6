import type { Measuring, Place, View, WidgetView } from '../view';
import { byId, element } from './element';
import { type Drawn, drawWidget } from './widget';

/** The widgets on 24 columns, as in CloudWatch; their rows are as high as what is in them. */
export class Grid {
  #widgets: readonly Drawn<WidgetView>[] = [];
  #layout = '';

  show({ widgets, measuring, name }: View): void {
    const ordered = [...widgets].sort((one, other) => one.y - other.y || one.x - other.x);
    const layout = JSON.stringify([name, ordered.map(({ kind, x, y, width, height }) => [kind, x, y, width, height])]);
    if (layout !== this.#layout) this.place(ordered, measuring);
    this.#layout = layout;
    for (const [index, widget] of ordered.entries()) this.#widgets[index].update(widget, measuring);
  }

  redraw(): void {
    for (const widget of this.#widgets) widget.redraw?.();
  }

  private place(ordered: readonly WidgetView[], measuring: Measuring | undefined): void {
    const edges = [...new Set(ordered.map(({ y }) => y))].sort((one, other) => one - other);
    this.#widgets = ordered.map((widget) => drawWidget(widget, measuring));
    byId('grid').replaceChildren(
      ...this.#widgets.map(({ root }, index) => {
        const cell = element('div', { class: 'cell' }, root);
        setPlace(cell, ordered[index], edges);
        return cell;
      }),
    );
    linkSections();
  }
}

function setPlace(cell: HTMLElement, { x, y, width, height }: Place, edges: readonly number[]): void {
  const rows = edges.filter((edge) => edge >= y && edge < y + height).length;
  cell.style.setProperty('--column', `${x + 1} / span ${width}`);
  cell.style.setProperty('--row', `${edges.indexOf(y) + 1} / span ${Math.max(1, rows)}`);
}

/** One link for each section of the page. */
function linkSections(): void {
  const headings = [...byId('grid').querySelectorAll<HTMLElement>('.markdown h2')];
  byId('sections').replaceChildren(
    ...headings.map((heading, index) => {
      heading.id = `section-${index}`;
      return element('a', { href: `#${heading.id}` }, heading.textContent ?? '');
    }),
  );
}

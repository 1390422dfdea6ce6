import type { Measuring, WidgetView } from '../view';
import { Alarms } from './alarms';
import { Chart } from './chart';
import { element } from './element';
import { Figures } from './figures';
import { markdown } from './markdown';

/** A widget on the page, which stays while its values change. */
export interface Drawn<View> {
  readonly root: HTMLElement;
  update(view: View, measuring: Measuring | undefined): void;
  redraw?(): void;
}

/** Draws a widget of any kind; the result takes views of the same kind. */
export function drawWidget(view: WidgetView, measuring: Measuring | undefined): Drawn<WidgetView> {
  switch (view.kind) {
    case 'chart':
      return taking('chart', new Chart(view, measuring));
    case 'figures':
      return taking('figures', new Figures(view));
    case 'alarms':
      return taking('alarms', new Alarms(view));
    case 'text':
      return fixed(markdown(view.markdown));
    default:
      return fixed(
        element(
          'article',
          { class: 'card', 'aria-label': view.title },
          element('h3', {}, view.title),
          element('p', { class: 'silence still' }, `This is ${view.what}: not run here`),
        ),
      );
  }
}

function taking<Kind extends WidgetView['kind']>(
  kind: Kind,
  drawn: Drawn<Extract<WidgetView, { kind: Kind }>>,
): Drawn<WidgetView> {
  const isOfKind = (view: WidgetView): view is Extract<WidgetView, { kind: Kind }> => view.kind === kind;
  return {
    root: drawn.root,
    update: (view, measuring) => {
      if (isOfKind(view)) drawn.update(view, measuring);
    },
    redraw: () => drawn.redraw?.(),
  };
}

const fixed = (root: HTMLElement): Drawn<WidgetView> => ({ root, update: () => undefined });

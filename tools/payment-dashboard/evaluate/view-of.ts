import type { Dashboard, MetricWidget, Place, Widget } from '../synthesized/dashboard';
import type { ChartView, LineView, Measuring, View, WidgetView } from '../view';
import { periodOf } from './alarm-state';
import { alarmsView } from './alarms-view';
import { type Grid, gridUntil, isKnown, Lines } from './lines';
import type { MetricSource } from './metric-source';

export interface ViewOptions {
  readonly dashboard: Dashboard;
  /** Names of all there are. */
  readonly dashboards: readonly string[];
  /** @default - a layout without values */
  readonly live?: { readonly source: MetricSource; readonly measuring: Measuring };
}

/** A dashboard with its values, ready to be drawn. */
export function viewOf({ dashboard, dashboards, live }: ViewOptions): View {
  const shown = dashboard.widgets.map((widget) => widgetView(widget, dashboard, live));
  return { name: dashboard.name, dashboards, widgets: shown, measuring: live?.measuring };
}

function widgetView(widget: Widget, { alarms }: Dashboard, live: ViewOptions['live']): WidgetView {
  switch (widget.kind) {
    case 'metric':
      return chartView(widget, live);
    case 'alarms':
      return { ...placeOf(widget), ...alarmsView(widget, alarms, live) };
    default:
      return widget;
  }
}

function chartView(widget: Place & MetricWidget, live: ViewOptions['live']): WidgetView {
  const { figures, marks, queries, rightUnit, stacked, title, unit } = widget;
  const grid = gridOf(widget, live?.measuring);
  const lines = live && new Lines(live.source, grid, queries);
  const shown = queries.filter(({ visible }) => visible);
  const view: ChartView = {
    kind: figures ? 'figures' : 'chart',
    title,
    unit,
    rightUnit,
    stacked,
    marks,
    times: Array.from({ length: grid.count }, (_, index) => grid.from / 1000 + index * grid.periodSeconds),
    periodSeconds: grid.periodSeconds,
    lines: shown.map((query) => ({
      label: query.label,
      color: query.color,
      right: query.right,
      ...(lines ? lineView(lines.of(query)) : NO_VALUES),
    })),
  };
  return { ...placeOf(widget), ...view };
}

const NO_VALUES = { values: [] };

function gridOf({ queries }: MetricWidget, measuring: Measuring | undefined): Grid {
  const period = periodOf(queries);
  if (!measuring) return { from: 0, count: 0, periodSeconds: period };
  // what is written once a day has no finer points
  const seconds = period > LONGEST_REFINED ? period : measuring.pointSeconds || period;
  return gridUntil(measuring.at, Math.max(1, Math.ceil((measuring.rangeMinutes * 60) / seconds)), seconds);
}

const LONGEST_REFINED = 3600;

function lineView(line: ReturnType<Lines['of']>): Pick<LineView, 'values' | 'latest' | 'unknown'> {
  if (!isKnown(line)) return { ...NO_VALUES, unknown: line.unknown };
  const newest = line.measured.lastIndexOf(true);
  if (newest < 0) return NO_VALUES;
  return { values: line.values.map((value) => value ?? null), latest: line.values[newest] };
}

const placeOf = ({ x, y, width, height }: Place): Place => ({ x, y, width, height });

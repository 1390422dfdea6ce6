import type { Mark, Place, Widget } from './dashboard';
import { alarmNameIn } from './logical-names';
import { defaultsOf, queriesOf } from './metric-rows';
import { isRecord } from './tokens';

type Properties = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((node: unknown, key) => (isRecord(node) ? node[key] : undefined), value);

/** The widgets of a dashboard's body. */
export function widgetsOf(body: unknown): readonly Widget[] {
  return listOf(at(body, 'widgets')).filter(isRecord).map(widgetOf);
}

function widgetOf(widget: Properties): Widget {
  const { type } = widget;
  const properties = isRecord(widget.properties) ? widget.properties : {};
  const place = placeOf(widget);
  const title = String(properties.title ?? '');
  if (type === 'text') return { ...place, kind: 'text', markdown: String(properties.markdown ?? '') };
  if (type === 'alarm') {
    return { ...place, kind: 'alarms', title, alarmNames: listOf(properties.alarms).map(String).map(alarmNameIn) };
  }
  if (type === 'metric' && properties.metrics !== undefined) return metricWidget(place, title, properties);
  return { ...place, kind: 'other', title, what: type === 'log' ? 'a query of logs' : `a widget of type '${type}'` };
}

function metricWidget(place: Place, title: string, properties: Properties): Widget {
  const unitOf = (side: string) => {
    const label = at(properties, 'yAxis', side, 'label');
    return typeof label === 'string' ? label : undefined;
  };
  return {
    ...place,
    kind: 'metric',
    title,
    figures: properties.view === 'singleValue' || properties.view === 'gauge',
    stacked: properties.stacked === true,
    unit: unitOf('left'),
    rightUnit: unitOf('right'),
    queries: queriesOf(properties.metrics, defaultsOf(properties)),
    marks: listOf(at(properties, 'annotations', 'horizontal'))
      .flat()
      .filter(isRecord)
      .map(markOf),
  };
}

function markOf({ value, label, color, yAxis }: Properties): Mark {
  return {
    value: Number(value),
    label: String(label ?? value),
    color: typeof color === 'string' ? color : undefined,
    ...(yAxis === 'right' && { right: true }),
  };
}

/** A widget without a place stands where CloudWatch would put it: at the left, 6 by 6. */
function placeOf({ x, y, width, height }: Properties): Place {
  const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  return { x: number(x, 0), y: number(y, 0), width: number(width, 6), height: number(height, 6) };
}

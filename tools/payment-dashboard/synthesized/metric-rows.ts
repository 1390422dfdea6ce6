import type { Metric, MetricQuery } from './dashboard';
import { isRecord } from './tokens';

const DEFAULT_PERIOD_SECONDS = 300;

const PERIODS_OVERRIDDEN = /^PT?(\d+)([SMHD])$/;
const SECONDS: Readonly<Record<string, number>> = { S: 1, M: 60, H: 3600, D: 86_400 };

/** What a widget says for all of its lines. */
export interface RowDefaults {
  readonly region: string;
  readonly statistic: string;
  readonly periodSeconds: number;
}

export function defaultsOf(properties: Readonly<Record<string, unknown>>): RowDefaults {
  return {
    region: String(properties.region ?? ''),
    statistic: String(properties.stat ?? 'Average'),
    periodSeconds: secondsOf(properties.period) ?? DEFAULT_PERIOD_SECONDS,
  };
}

function secondsOf(period: unknown): number | undefined {
  if (typeof period === 'number') return period;
  const [, count, unit] = PERIODS_OVERRIDDEN.exec(String(period)) ?? [];
  return unit === undefined ? undefined : Number(count) * SECONDS[unit];
}

/** Rows of `[namespace, name, dimension, value, …, options]` or `[{ expression }]`; `.` and `...` repeat the row above. */
export function queriesOf(rows: unknown, defaults: RowDefaults): readonly MetricQuery[] {
  let above: readonly string[] = [];
  return (Array.isArray(rows) ? rows : []).map((row: readonly unknown[]) => {
    const options = row.find(isRecord) ?? {};
    const words = repeated(
      row.filter((cell) => typeof cell === 'string'),
      above,
    );
    if (words.length > 0) above = words;
    return queryOf(words, options, defaults);
  });
}

function repeated(cells: readonly string[], above: readonly string[]): readonly string[] {
  const all = cells.indexOf('...');
  const whole = all < 0 ? cells : [...above.slice(0, above.length - (cells.length - all - 1)), ...cells.slice(all + 1)];
  return whole.map((cell, index) => (cell === '.' ? above[index] : cell));
}

function queryOf(
  words: readonly string[],
  options: Readonly<Record<string, unknown>>,
  { region, statistic, periodSeconds }: RowDefaults,
): MetricQuery {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const metric = words.length < 2 ? undefined : metricOf(words, text(options.region) ?? region);
  const expression = text(options.expression);
  return {
    id: text(options.id),
    label: text(options.label) ?? metric?.name ?? expression ?? '',
    visible: options.visible !== false,
    statistic: text(options.stat) ?? statistic,
    periodSeconds: secondsOf(options.period) ?? periodSeconds,
    color: text(options.color),
    ...(options.yAxis === 'right' && { right: true }),
    ...(metric ? { metric } : { expression: expression ?? '' }),
  };
}

function metricOf([namespace, name, ...pairs]: readonly string[], region: string): Metric {
  const dimensions = pairs.flatMap((each, index) => (index % 2 === 0 ? [[each, pairs[index + 1]]] : []));
  return { region, namespace, name, dimensions: Object.fromEntries(dimensions) };
}

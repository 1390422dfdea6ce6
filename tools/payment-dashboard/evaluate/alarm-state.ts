import type { Series } from '../metric-math/series';
import type { MetricAlarm, MetricQuery } from '../synthesized/dashboard';
import { gridUntil, isKnown, Lines } from './lines';
import type { MetricSource } from './metric-source';

export type AlarmState = 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';

export interface AlarmReading {
  /** @default - what it watches is not measured */
  readonly state?: AlarmState;
  /** In the newest period that has any. */
  readonly value?: number;
  /** Beginning of the period that brought the state, in milliseconds since 1970. @default - it is older than what is looked at */
  readonly since?: number;
  /** What the state leaves out, or why there is none. */
  readonly note?: string;
}

const DEFAULT_PERIOD_SECONDS = 300;

/** How far back the beginning of a state is looked for: three hours, for most alarms. */
const PERIODS_BACK = 36;

export const periodOf = (queries: readonly MetricQuery[]): number =>
  Math.max(0, ...queries.map(({ periodSeconds }) => periodSeconds)) || DEFAULT_PERIOD_SECONDS;

/** What CloudWatch would say of an alarm at a time, from the periods up to then. */
export function readAlarm(alarm: MetricAlarm, source: MetricSource, at: number): AlarmReading {
  const { queries, evaluationPeriods } = alarm;
  const grid = gridUntil(at, evaluationPeriods + PERIODS_BACK, periodOf(queries));
  const watched = queries.find(({ visible }) => visible);
  const line = watched && new Lines(source, grid, queries).of(watched);
  if (!line) return {};
  if (!isKnown(line)) return { note: line.unknown };
  const period = grid.periodSeconds * 1000;
  // in the period in which it began, silence says nothing either
  const existing = line.values.filter((value, index) => {
    const from = grid.from + index * period;
    return value === undefined ? from >= source.since : from + period > source.since;
  });
  // the period under way counts as soon as it has a value
  const seen = existing.at(-1) === undefined ? existing.slice(0, -1) : existing;
  const began = beginning(alarm, seen, existing.length < grid.count);
  return {
    state: stateOf(alarm, seen),
    value: seen.slice(-evaluationPeriods - 1).findLast((value) => value !== undefined),
    since: began && Math.max(source.since, grid.from + (grid.count - existing.length + began.index) * period),
    note: line.without && `without ${line.without}`,
  };
}

/** The period since which the state is what it is now; `fromStart` where nothing was before the first one. */
function beginning(alarm: MetricAlarm, values: Series, fromStart: boolean): { readonly index: number } | undefined {
  const first = fromStart ? 1 : alarm.evaluationPeriods;
  const now = stateOf(alarm, values);
  let length = values.length;
  while (length > first && stateOf(alarm, values.slice(0, length - 1)) === now) length--;
  return length <= first && !fromStart ? undefined : { index: Math.max(0, length - 1) };
}

/** What an alarm says of values, whatever they are of. */
export type Limit = Pick<
  MetricAlarm,
  'comparison' | 'datapointsToAlarm' | 'evaluationPeriods' | 'missing' | 'threshold'
>;

/** The state after these periods. */
export function stateOf(alarm: Limit, values: Series): AlarmState {
  const seen = values.slice(-alarm.evaluationPeriods);
  if (alarm.missing === 'missing' && seen.every((value) => value === undefined)) return 'INSUFFICIENT_DATA';
  const bad = seen.filter((value) => (value === undefined ? alarm.missing === 'breaching' : isBad(alarm, value)));
  return bad.length >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

function isBad({ comparison, threshold }: Limit, value: number): boolean {
  const compare = COMPARISONS[comparison];
  if (!compare) throw new Error(`'ComparisonOperator' must be a comparison with a number, got '${comparison}'`);
  return compare(value, threshold);
}

import { createContext, runInContext } from 'node:vm';
import type { SynthesizedAlarm } from './synthesized';

/** Values of one period by metric name; a metric that is not named wrote nothing. */
export interface Period {
  readonly [metricName: string]: number;
}
export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

const FUNCTIONS = {
  FILL: (value: number | undefined, otherwise: number) => value ?? otherwise,
  IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
};

/** Value of an alarm's metric or expression in one period; undefined where there is none. */
export function valueIn(alarm: SynthesizedAlarm, period: Period): number | undefined {
  if (alarm.MetricName !== undefined) return period[alarm.MetricName];
  const queries = alarm.Metrics ?? [];
  const values = Object.fromEntries(
    queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [[Id, period[MetricStat.Metric.MetricName]]] : [])),
  );
  const result = queries.find(({ ReturnData }) => ReturnData !== false);
  if (result?.Expression === undefined) return result && values[result.Id];
  const value: unknown = runInContext(result.Expression, createContext({ ...FUNCTIONS, ...values }));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** What CloudWatch would say at the end of these periods. */
export function stateAfter(alarm: SynthesizedAlarm, periods: Period[]): State {
  const seen = periods.slice(-alarm.EvaluationPeriods).map((period) => valueIn(alarm, period));
  if (alarm.TreatMissingData === 'missing' && seen.every((value) => value === undefined)) return 'INSUFFICIENT_DATA';
  const bad = seen.filter((value) =>
    value === undefined ? alarm.TreatMissingData === 'breaching' : isBad(alarm, value),
  );
  return bad.length >= alarm.DatapointsToAlarm ? 'ALARM' : 'OK';
}

function isBad({ ComparisonOperator, Threshold }: SynthesizedAlarm, value: number): boolean {
  if (ComparisonOperator === 'GreaterThanThreshold') return value > Threshold;
  if (ComparisonOperator === 'LessThanThreshold') return value < Threshold;
  throw new Error(`${ComparisonOperator} is neither strictly greater nor strictly less`);
}

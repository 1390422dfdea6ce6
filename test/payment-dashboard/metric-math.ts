import { type AlarmState, stateOf } from '../../tools/payment-dashboard/evaluate/alarm-state';
import { evaluateExpression } from '../../tools/payment-dashboard/metric-math/evaluate-expression';
import type { SynthesizedAlarm } from './synthesized';

/** Values of one period by metric name; a metric that is not named wrote nothing. */
export interface Period {
  readonly [metricName: string]: number;
}

/** Value of an alarm's metric or expression in one period; undefined where there is none. */
export function valueIn(alarm: SynthesizedAlarm, period: Period): number | undefined {
  if (alarm.MetricName !== undefined) return period[alarm.MetricName];
  const queries = alarm.Metrics ?? [];
  const metrics = queries.flatMap(({ Id, MetricStat }) =>
    MetricStat ? [[Id, MetricStat.Metric.MetricName] as const] : [],
  );
  const names = new Map(metrics);
  const lineOf = (id: string) => period[names.get(id) ?? id];
  const result = queries.find(({ ReturnData }) => ReturnData !== false);
  if (result?.Expression === undefined) return result && lineOf(result.Id);
  const value = evaluateExpression(result.Expression, { lineOf, metricIds: [...names.keys()], periodSeconds: 60 });
  return typeof value === 'number' ? value : undefined;
}

/** What CloudWatch would say at the end of these periods. */
export function stateAfter(alarm: SynthesizedAlarm, periods: Period[]): AlarmState {
  const { ComparisonOperator, DatapointsToAlarm, EvaluationPeriods, Threshold, TreatMissingData } = alarm;
  const limit = {
    comparison: ComparisonOperator,
    datapointsToAlarm: DatapointsToAlarm,
    evaluationPeriods: EvaluationPeriods,
    missing: TreatMissingData,
    threshold: Threshold,
  };
  return stateOf(
    limit,
    periods.map((period) => valueIn(alarm, period)),
  );
}

import type { Stack } from './assembly';
import type { Alarm, MetricQuery } from './dashboard';
import { alarmNameOf } from './logical-names';
import { isRecord, type Names, resolved, textOf } from './tokens';

type Properties = Readonly<Record<string, unknown>>;

const records = (value: unknown): readonly Properties[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Alarms of a stack. */
export function alarmsOf(stack: Stack, names: Names): readonly Alarm[] {
  return Object.entries(stack.template.Resources).flatMap(
    ([logicalId, { Type, Properties = {} }]): readonly Alarm[] => {
      if (Type !== 'AWS::CloudWatch::Alarm' && Type !== 'AWS::CloudWatch::CompositeAlarm') return [];
      const properties = resolved(Properties, names) as Properties;
      const topics = [properties.AlarmActions ?? []].flat().map((arn) => String(arn).split(':').pop() ?? '');
      const about = {
        name: alarmNameOf(logicalId, stack),
        description: textOf(properties.AlarmDescription, names),
        topics,
      };
      if (Type === 'AWS::CloudWatch::CompositeAlarm') {
        return [{ ...about, kind: 'composite', rule: String(properties.AlarmRule) }];
      }
      const { EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator, TreatMissingData } = properties;
      return [
        {
          ...about,
          kind: 'metric',
          queries: queriesOf(properties, stack.region),
          threshold: Number(Threshold),
          comparison: String(ComparisonOperator),
          evaluationPeriods: Number(EvaluationPeriods),
          datapointsToAlarm: Number(DatapointsToAlarm ?? EvaluationPeriods),
          missing: String(TreatMissingData ?? 'missing'),
        },
      ];
    },
  );
}

function queriesOf(properties: Properties, region: string): readonly MetricQuery[] {
  if (properties.Metrics === undefined) {
    const statistic = properties.Statistic ?? properties.ExtendedStatistic;
    return [queryOf({ MetricStat: { Metric: properties, Stat: statistic, Period: properties.Period } }, region)];
  }
  return records(properties.Metrics).map((query) => queryOf(query, region));
}

function queryOf({ Id, Label, Expression, MetricStat, ReturnData }: Properties, region: string): MetricQuery {
  const { Metric, Stat, Period } = isRecord(MetricStat) ? MetricStat : {};
  const id = Id === undefined ? undefined : String(Id);
  const common = { id, label: String(Label ?? Id ?? ''), visible: ReturnData !== false, statistic: String(Stat ?? '') };
  if (!isRecord(Metric)) return { ...common, periodSeconds: 0, expression: String(Expression) };
  const { Namespace, MetricName, Dimensions } = Metric;
  const dimensions = records(Dimensions).map(({ Name, Value }) => [String(Name), String(Value)]);
  return {
    ...common,
    periodSeconds: Number(Period),
    metric: {
      region,
      namespace: String(Namespace),
      name: String(MetricName),
      dimensions: Object.fromEntries(dimensions),
    },
  };
}

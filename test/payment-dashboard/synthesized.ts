import type { Template } from 'aws-cdk-lib/assertions';

/** A metric as a template says it. */
export interface SynthesizedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: unknown };
  readonly statistic: string;
}

interface MetricDataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Stat: string;
    readonly Period: number;
  };
}

export interface SynthesizedAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
  readonly Metrics?: MetricDataQuery[];
  readonly MetricName?: string;
  readonly Namespace?: string;
  readonly Dimensions?: { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly AlarmActions: unknown[];
  readonly OKActions: unknown[];
}

/** Alarms by kind: the anchor at the end of the description. */
export function alarmsOf(template: Template): Map<string, SynthesizedAlarm> {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  return new Map(alarms.map(({ Properties }) => [kindOf(Properties.AlarmDescription), Properties]));
}

export function kindOf(description: string): string {
  return description.replace(/^.*#/, '');
}

export interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly markdown?: string;
    readonly title?: string;
    readonly alarms?: string[];
    readonly view?: string;
    readonly metrics?: (string | { readonly [option: string]: unknown })[][];
    readonly yAxis?: { readonly left: { readonly label?: string } };
    readonly annotations?: { readonly horizontal: { readonly value: number; readonly label: string }[] };
  };
}

/** The page, with what CloudFormation puts in written as `<LogicalId.Attribute>`. */
export function bodyOf(template: Template): { readonly start: string; readonly widgets: Widget[] } {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = dashboard.Properties.DashboardBody;
  if (typeof body === 'string') return JSON.parse(body);
  return JSON.parse(body['Fn::Join'][1].map(printed).join(''));
}

function printed(part: string | { readonly [fn: string]: string | string[] }): string {
  if (typeof part === 'string') return part;
  return `<${Object.values(part).flat().join('.')}>`;
}

export function metricsOfAlarm(alarm: SynthesizedAlarm): SynthesizedMetric[] {
  if (alarm.MetricName !== undefined && alarm.Namespace !== undefined) {
    const statistic = alarm.Statistic ?? alarm.ExtendedStatistic ?? '';
    return [
      { namespace: alarm.Namespace, name: alarm.MetricName, dimensions: named(alarm.Dimensions ?? []), statistic },
    ];
  }
  return (alarm.Metrics ?? []).flatMap(({ MetricStat }) =>
    MetricStat
      ? [
          {
            namespace: MetricStat.Metric.Namespace,
            name: MetricStat.Metric.MetricName,
            dimensions: named(MetricStat.Metric.Dimensions ?? []),
            statistic: MetricStat.Stat,
          },
        ]
      : [],
  );
}

function named(dimensions: { readonly Name: string; readonly Value: unknown }[]) {
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}

/** Metrics of all charts: rows of `[namespace, name, dimension, value, …, options]`. */
export function metricsOfWidgets(widgets: Widget[]): SynthesizedMetric[] {
  return widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .filter(([first]) => typeof first === 'string')
    .map((row) => {
      const words = row.filter((cell) => typeof cell === 'string');
      const [options] = row.filter((cell) => typeof cell !== 'string');
      const [namespace, name, ...pairs] = words;
      const dimensions = pairs.flatMap((each, index) => (index % 2 === 0 ? [[each, pairs[index + 1]]] : []));
      return {
        namespace,
        name,
        dimensions: Object.fromEntries(dimensions),
        statistic: String(options?.stat ?? 'Average'),
      };
    });
}

/** An alarm of a template, as its columns in the table; those of the same kind over several parts share a row. */
export interface AlarmRow {
  readonly kind: string;
  readonly of: readonly string[];
  /** Metric, or the mathematics over metrics. */
  readonly reads: string;
  readonly rings: string;
  readonly silence: string;
  readonly topic: string;
  readonly action: string;
}

interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

interface AlarmProperties {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { readonly Ref?: string }[];
  readonly AlarmRule?: object;
  readonly Metrics: readonly MetricQuery[];
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly DatapointsToAlarm: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
}

interface Resource {
  readonly Type: string;
  readonly Properties: object;
}

const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const SILENCE: Readonly<Record<string, string>> = {
  notBreaching: 'good',
  breaching: 'bad',
  missing: 'shown as missing',
};
/** As PaymentAlarms writes it: `label: meaning, alarms above 5. Action. link#kind`. */
const DESCRIPTION =
  /^(?:(?<label>[^:]+): )?.*?(?:alarms (?:above|below) \S+|clients)\. (?<action>.+) \S+#(?<kind>[\w-]+)$/;

/** The composite first, then as the template has them, which is the reading order of the page. */
export function alarmRows(resources: Readonly<Record<string, Resource>>): readonly AlarmRow[] {
  const alarms = [COMPOSITE, ALARM].flatMap((type) => Object.values(resources).filter(({ Type }) => Type === type));
  const rows = alarms.map(({ Properties }) => rowOf(Properties as AlarmProperties, resources));
  const groups = Map.groupBy(rows, ({ of: _of, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].map((group) => ({ ...group[0], of: group.flatMap(({ of }) => of).sort() }));
}

function rowOf(alarm: AlarmProperties, resources: Readonly<Record<string, Resource>>): AlarmRow {
  const { label, action, kind } = DESCRIPTION.exec(alarm.AlarmDescription)?.groups ?? {};
  if (kind === undefined) throw new Error(`no alarm of ours says '${alarm.AlarmDescription}'`);
  const common = { kind, of: [label ?? 'all'], topic: topicOf(alarm, resources), action };
  if (alarm.AlarmRule) return { ...common, reads: 'the alarms that mean money', rings: 'any of them', silence: '' };
  const { Threshold, ComparisonOperator, DatapointsToAlarm: bad, EvaluationPeriods: all } = alarm;
  return {
    ...common,
    reads: readsOf(alarm.Metrics),
    rings: `${ComparisonOperator.startsWith('Less') ? '<' : '>'} ${Threshold}, ${bad} of ${all}`,
    silence: SILENCE[alarm.TreatMissingData] ?? alarm.TreatMissingData,
  };
}

/** `Maximum of AWS/SQS X, 300 s`, or the expression with the names of its metrics, sums unless it says otherwise. */
function readsOf(queries: readonly MetricQuery[]): string {
  const metrics = queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [{ Id, ...MetricStat }] : []));
  const [first] = metrics;
  const expression = queries.find(({ Expression }) => Expression !== undefined)?.Expression;
  const { Namespace, MetricName } = first.Metric;
  const namespace = Namespace.replace(/^Payments\/.*/, 'Payments');
  if (expression === undefined) return `${first.Stat} of ${namespace} ${MetricName}, ${first.Period} s`;
  const shown = expression.replace(/FILL\((\w+), 0\)/g, '$1').replace(/\((\w+)\)/g, '$1');
  const nameOf = ({ Metric: { MetricName, Dimensions }, Stat }: (typeof metrics)[number]) => {
    // metrics of one cluster by the role of its instances
    const role = Dimensions?.find(({ Name }) => Name === 'Role')?.Value;
    return `${Stat === 'Sum' ? '' : `${Stat} of `}${role ? `${role} ` : ''}${MetricName}`;
  };
  const named = metrics.reduce((text, metric) => text.replaceAll(metric.Id, nameOf(metric)), shown);
  return `${namespace} ${named}, ${first.Period} s`;
}

/** Of the topic's name, what is not of the environment. */
function topicOf({ AlarmActions: [action] }: AlarmProperties, resources: Readonly<Record<string, Resource>>): string {
  const topic = resources[action?.Ref ?? '']?.Properties;
  if (!topic || !('TopicName' in topic))
    throw new Error(`an alarm's topic must have a name, got ${JSON.stringify(action)}`);
  return String(topic.TopicName).replace(/-topic-.*$/, '');
}

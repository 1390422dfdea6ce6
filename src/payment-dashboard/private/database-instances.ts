import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type { InstanceMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { logCosts } from './costs';
import { loadAlarms, loadLines, mostOf } from './databases';
import { labelOf } from './labels';
import { type AlarmDefinition, type MonitoredPart, mark } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

const GIB = 1024 ** 3;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export function instancePart(
  instance: rds.IDatabaseInstance,
  { connectionLimit: { connections: limit }, logGroup, readReplicas = [] }: InstanceMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const metric = (name: string, statistic: string, what = '') =>
    instance.metric(name, { statistic, period, label: `${label}${what}` });
  const load = { cpu: [metric('CPUUtilization', 'Average')], connections: metric('DatabaseConnections', 'Maximum') };
  const most = mostOf(limit, thresholds);
  const free = metric('FreeStorageSpace', 'Minimum');
  const least = thresholds.databaseFreeStorage * GIB;
  const lags = readReplicas.map((replica) => lagOf(replica, label, thresholds));
  return {
    section: 'Database',
    label,
    lines: [
      ...loadLines(load, limit, most, thresholds),
      {
        chart: 'Disk latency',
        unit: 's',
        metrics: [metric('ReadLatency', 'p99', ' read p99'), metric('WriteLatency', 'p99', ' write p99')],
      },
      ...lags.map((lag) => ({
        chart: 'Replica lag',
        unit: 'ms',
        metrics: [lag.metric],
        marks: [mark(lag.threshold, 'ms')],
      })),
      { chart: 'Free memory', unit: 'bytes', metrics: [metric('FreeableMemory', 'Minimum')] },
      { chart: 'Free storage', unit: 'bytes', metrics: [free], marks: [mark(least, 'bytes', 'below')] },
    ],
    alarms: [
      ...loadAlarms(load, label, most, thresholds),
      { kind: PaymentAlarm.DATABASE_STORAGE, metric: free, threshold: least },
      ...slowest(label, lags, thresholds),
    ],
    costs: logCosts(label, logGroup),
  };
}

/** RDS counts seconds, Aurora milliseconds: both are shown in one chart. */
function lagOf(replica: rds.IDatabaseInstance, label: string, { databaseReplicaLag, period }: SettledThresholds) {
  const name = `${label} ${labelOf(replica)}`;
  const id = mathId('lag', name);
  const metric = new cloudwatch.MathExpression({
    expression: `1000 * ${id}`,
    usingMetrics: { [id]: replica.metric('ReplicaLag', { statistic: 'Maximum', period }) },
    period,
    label: name,
  });
  return { metric, threshold: databaseReplicaLag.toMilliseconds() };
}

/** One alarm, however many replicas there are. */
function slowest(
  label: string,
  lags: { readonly metric: cloudwatch.MathExpression; readonly threshold: number }[],
  { period }: SettledThresholds,
): AlarmDefinition[] {
  if (lags.length === 0) return [];
  const kind = PaymentAlarm.DATABASE_REPLICA_LAG;
  if (lags.length === 1) return [{ kind, ...lags[0] }];
  const usingMetrics = Object.assign({}, ...lags.map(({ metric }) => metric.usingMetrics));
  const expression = `1000 * MAX([${Object.keys(usingMetrics).join(', ')}])`;
  const metric = new cloudwatch.MathExpression({ expression, usingMetrics, period, label });
  return [{ kind, metric, threshold: lags[0].threshold }];
}

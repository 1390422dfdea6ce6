import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type { DatabaseMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { givenName } from './given-names';
import { type AlarmDefinition, type Lines, type MonitoredPart, mark } from './monitored-part';
import type { SettledThresholds } from './settled-thresholds';

const GIB = 1024 ** 3;

/** What clusters and instances have in common: processors and connections. */
interface Load {
  readonly cpu: cloudwatch.IMetric[];
  readonly connections: cloudwatch.IMetric;
}

function loadLines({ cpu, connections }: Load, limit: number, most: number, thresholds: SettledThresholds): Lines[] {
  return [
    { chart: 'Processors', unit: '%', metrics: cpu, marks: [mark(thresholds.databaseCpu, '%')] },
    {
      chart: 'Connections',
      unit: 'connections',
      metrics: [connections],
      marks: [mark(most, `of ${limit}`), { value: limit, label: `at most ${limit}`, color: '#7f7f7f' }],
    },
  ];
}

function loadAlarms({ cpu, connections }: Load, most: number, thresholds: SettledThresholds): AlarmDefinition[] {
  return [
    { kind: PaymentAlarm.DATABASE_CPU, metric: cpu[0], threshold: thresholds.databaseCpu },
    { kind: PaymentAlarm.DATABASE_CONNECTIONS, metric: connections, threshold: most },
  ];
}

function mostOf(limit: number, { databaseConnections }: SettledThresholds): number {
  return Math.floor((limit * databaseConnections) / 100);
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export function clusterPart(
  cluster: rds.IDatabaseCluster,
  label: string,
  { connectionLimit: { connections: limit } }: DatabaseMonitoringOptions,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const identifier = givenName(cluster, cluster.clusterIdentifier);
  const metric = (name: string, statistic: string, what = '', role?: string) =>
    cluster.metric(name, {
      statistic,
      period,
      label: `${label}${what}`,
      dimensionsMap: { DBClusterIdentifier: identifier, ...(role && { Role: role }) },
    });
  const load = {
    cpu: [
      metric('CPUUtilization', 'Average', ' writer', 'WRITER'),
      metric('CPUUtilization', 'Average', ' readers', 'READER'),
    ],
    connections: metric('DatabaseConnections', 'Maximum'),
  };
  const most = mostOf(limit, thresholds);
  const lag = metric('AuroraReplicaLagMaximum', 'Maximum');
  const mostLag = thresholds.databaseReplicaLag.toMilliseconds();
  return {
    section: 'Database',
    label,
    lines: [
      ...loadLines(load, limit, most, thresholds),
      {
        chart: 'Query latency',
        unit: 'ms',
        metrics: [metric('CommitLatency', 'Average', ' commit', 'WRITER')],
      },
      { chart: 'Replica lag', unit: 'ms', metrics: [lag], marks: [mark(mostLag, 'ms')] },
      { chart: 'Deadlocks', unit: 'a second', metrics: [metric('Deadlocks', 'Maximum')] },
      {
        chart: 'Capacity',
        unit: 'ACU',
        metrics: [
          metric('ServerlessDatabaseCapacity', 'Maximum'),
          metric('ServerlessDatabaseCapacity', 'Minimum', ' least'),
        ],
      },
      { chart: 'Share of the greatest capacity', unit: '%', metrics: [metric('ACUUtilization', 'Maximum')] },
      { chart: 'Free memory', unit: 'bytes', metrics: [metric('FreeableMemory', 'Minimum')] },
      { chart: 'Storage used', unit: 'bytes', metrics: [metric('VolumeBytesUsed', 'Maximum')] },
    ],
    alarms: [
      ...loadAlarms(load, most, thresholds),
      { kind: PaymentAlarm.DATABASE_REPLICA_LAG, metric: lag, threshold: mostLag },
    ],
  };
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export function instancePart(
  instance: rds.IDatabaseInstance,
  label: string,
  { connectionLimit: { connections: limit } }: DatabaseMonitoringOptions,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const metric = (name: string, statistic: string, what = '') =>
    instance.metric(name, { statistic, period, label: `${label}${what}` });
  const load = { cpu: [metric('CPUUtilization', 'Average')], connections: metric('DatabaseConnections', 'Maximum') };
  const most = mostOf(limit, thresholds);
  const free = metric('FreeStorageSpace', 'Minimum');
  const least = thresholds.databaseFreeStorage * GIB;
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
      { chart: 'Free memory', unit: 'bytes', metrics: [metric('FreeableMemory', 'Minimum')] },
      { chart: 'Free storage', unit: 'bytes', metrics: [free], marks: [mark(least, 'bytes')] },
    ],
    alarms: [
      ...loadAlarms(load, most, thresholds),
      { kind: PaymentAlarm.DATABASE_STORAGE, metric: free, threshold: least },
    ],
  };
}

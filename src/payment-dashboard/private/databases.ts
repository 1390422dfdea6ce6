import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { DatabaseMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { computed, HOURLY, logCosts, sumOf } from './costs';
import { givenName } from './given-names';
import { type AlarmDefinition, type CostLines, type Lines, type MonitoredPart, mark } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** What clusters and instances have in common: processors and connections. */
export interface Load {
  readonly cpu: cloudwatch.IMetric[];
  readonly connections: cloudwatch.IMetric;
}

export function loadLines(
  { cpu, connections }: Load,
  limit: number,
  most: number,
  thresholds: SettledThresholds,
): Lines[] {
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

export function loadAlarms(
  { cpu, connections }: Load,
  label: string,
  most: number,
  thresholds: SettledThresholds,
): AlarmDefinition[] {
  return [
    { kind: PaymentAlarm.DATABASE_CPU, metric: greatestOf(cpu, label, thresholds), threshold: thresholds.databaseCpu },
    { kind: PaymentAlarm.DATABASE_CONNECTIONS, metric: connections, threshold: most },
  ];
}

/** One alarm over writer and readers: whichever is busiest; MAX leaves out what has no value. */
function greatestOf(cpu: cloudwatch.IMetric[], label: string, { period }: SettledThresholds): cloudwatch.IMetric {
  if (cpu.length === 1) return cpu[0];
  const id = mathId('processors', label);
  const usingMetrics = Object.fromEntries(cpu.map((metric, index) => [`${id}${index}`, metric]));
  const expression = `MAX([${Object.keys(usingMetrics).join(', ')}])`;
  return new cloudwatch.MathExpression({ expression, usingMetrics, period, label });
}

export function mostOf(limit: number, { databaseConnections }: SettledThresholds): number {
  return Math.floor((limit * databaseConnections) / 100);
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export function clusterPart(
  cluster: rds.IDatabaseCluster,
  { connectionLimit: { connections: limit }, logGroup }: DatabaseMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const identifier = givenName(cluster, cluster.clusterIdentifier);
  const metric = (name: string, statistic: string, what = '', role?: string) =>
    cluster.metric(name, {
      statistic,
      period: thresholds.period,
      label: `${label}${what}`,
      dimensionsMap: { DBClusterIdentifier: identifier, ...(role && { Role: role }) },
    });
  const writer = metric('CPUUtilization', 'Average', ' writer', 'WRITER');
  const readers = metric('CPUUtilization', 'Average', ' readers', 'READER');
  const read = hasReaders(cluster);
  const load = { cpu: read ? [writer, readers] : [writer], connections: metric('DatabaseConnections', 'Maximum') };
  const most = mostOf(limit, thresholds);
  const lags = read ? [metric('AuroraReplicaLagMaximum', 'Maximum')] : [];
  const mostLag = thresholds.databaseReplicaLag.toMilliseconds();
  return {
    section: 'Database',
    label,
    lines: [
      ...loadLines(load, limit, most, thresholds),
      {
        chart: 'Query latency',
        unit: 'ms',
        metrics: [
          metric('CommitLatency', 'Average', ' commit', 'WRITER'),
          metric('CommitLatency', 'Maximum', ' slowest commit', 'WRITER'),
        ],
      },
      {
        chart: 'Disk latency',
        unit: 's',
        metrics: [metric('ReadLatency', 'p99', ' read p99'), metric('WriteLatency', 'p99', ' write p99')],
      },
      ...lags.map((lag) => ({ chart: 'Replica lag', unit: 'ms', metrics: [lag], marks: [mark(mostLag, 'ms')] })),
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
      ...loadAlarms(load, label, most, thresholds),
      ...lags.map((metric) => ({ kind: PaymentAlarm.DATABASE_REPLICA_LAG, metric, threshold: mostLag })),
    ],
    costs: [...clusterCosts(cluster, label, identifier), ...logCosts(label, logGroup)],
  };
}

/**
 * The capacity of a cluster is the average of its serverless instances: times their number, it is what is paid for.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.viewing.monitoring
 */
function clusterCosts(cluster: rds.IDatabaseCluster, label: string, DBClusterIdentifier: string): CostLines[] {
  const paid = (name: string, statistic: string) =>
    cluster.metric(name, { statistic, period: HOURLY, dimensionsMap: { DBClusterIdentifier } });
  const instances = serverlessInstancesOf(cluster);
  const id = mathId('capacity', label);
  const capacity = { [id]: paid('ServerlessDatabaseCapacity', 'Average') };
  const requests = [paid('VolumeReadIOPs', 'Sum'), paid('VolumeWriteIOPs', 'Sum')];
  const volume: CostLines = {
    chart: 'Reads and writes of the cluster volume',
    unit: 'requests',
    stacked: true,
    metrics: [sumOf(mathId('volume', label), label, requests)],
  };
  if (instances === 0) return [volume];
  const metrics = [computed(`${instances} * ${id} * PERIOD(${id}) / 3600`, label, capacity)];
  return [{ chart: 'Database capacity', unit: 'ACU-hours', stacked: true, metrics }, volume];
}

function serverlessInstancesOf(cluster: rds.IDatabaseCluster): number {
  return instancesOf(cluster).filter(({ dbInstanceClass }) => dbInstanceClass === 'db.serverless').length;
}

/** Those that this app makes; of a cluster from elsewhere nobody here knows. */
function instancesOf(cluster: rds.IDatabaseCluster): rds.CfnDBInstance[] {
  return cluster.node.findAll().filter((each) => each instanceof rds.CfnDBInstance);
}

/** A writer alone has no lag, and nothing is written under the role of readers; one from elsewhere may have some. */
function hasReaders(cluster: rds.IDatabaseCluster): boolean {
  return !(cluster.node.defaultChild instanceof rds.CfnDBCluster) || instancesOf(cluster).length > 1;
}

import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { PaymentAlarm } from '../payment-alarm';
import { computed, HOURLY } from './costs';
import { type CostLines, type MonitoredPart, mark } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

const INSIGHTS = 'ECS/ContainerInsights';

/**
 * Processors and memory of a container service; tasks, where its cluster has Container Insights.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export function servicePart(service: ecs.IBaseService, label: string, thresholds: SettledThresholds): MonitoredPart {
  const { period, serviceCpu, serviceMemory } = thresholds;
  const metric = (namespace: string, metricName: string, statistic: string, what = '', over = period) =>
    new cloudwatch.Metric({
      namespace,
      metricName,
      dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
      statistic,
      label: `${label}${what}`,
      period: over,
    }).attachTo(service);
  const cpu = metric('AWS/ECS', 'CPUUtilization', 'Average');
  const memory = metric('AWS/ECS', 'MemoryUtilization', 'Average');
  return {
    section: 'Containers',
    label,
    lines: [
      { chart: 'Processors', unit: '%', metrics: [cpu], marks: [mark(serviceCpu, '%')] },
      { chart: 'Memory', unit: '%', metrics: [memory], marks: [mark(serviceMemory, '%')] },
      {
        chart: 'Tasks',
        unit: 'tasks',
        metrics: [
          metric(INSIGHTS, 'RunningTaskCount', 'Minimum', ' running'),
          metric(INSIGHTS, 'DesiredTaskCount', 'Maximum', ' desired'),
          metric(INSIGHTS, 'PendingTaskCount', 'Maximum', ' pending'),
        ],
      },
    ],
    alarms: [
      { kind: PaymentAlarm.SERVICE_CPU, metric: cpu, threshold: serviceCpu },
      { kind: PaymentAlarm.SERVICE_MEMORY, metric: memory, threshold: serviceMemory },
    ],
    costs: [
      reserved(label, 'Container processors', 'vCPU-hours', metric(INSIGHTS, 'CpuReserved', 'Average', '', HOURLY)),
      reserved(label, 'Container memory', 'GB-hours', metric(INSIGHTS, 'MemoryReserved', 'Average', '', HOURLY)),
    ],
  };
}

/**
 * A processor is 1024 units, a gigabyte 1024 megabytes; both are paid for as long as they are reserved.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
function reserved(label: string, chart: CostLines['chart'], unit: string, metric: cloudwatch.IMetric): CostLines {
  const id = mathId(chart, label);
  const metrics = [computed(`${id} / 1024 * PERIOD(${id}) / 3600`, label, { [id]: metric })];
  return { chart, unit, stacked: true, metrics };
}

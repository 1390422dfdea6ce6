import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { LoadBalancerMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export function loadBalancerPart(
  loadBalancer: elbv2.IApplicationLoadBalancer,
  label: string,
  { targetGroupFullName }: LoadBalancerMonitoringOptions,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const metric = (name: string, statistic: string, what: string) =>
    loadBalancer.metrics.custom(name, { statistic, period, label: `${label} ${what}` });
  const requests = metric('RequestCount', 'Sum', 'requests');
  const failed = ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'].map((name) => metric(name, 'Sum', name));
  const errorRate = rateOf(
    { label: `${label} 5XX (%)`, id: mathId('balancer', label), bad: failed, all: [requests] },
    thresholds,
  );
  const p99 = metric('TargetResponseTime', 'p99', 'p99');
  const unhealthy = loadBalancer.metrics.custom('UnHealthyHostCount', {
    statistic: 'Maximum',
    period,
    label,
    dimensionsMap: {
      LoadBalancer: loadBalancer.metrics.custom('RequestCount').dimensions?.LoadBalancer,
      TargetGroup: targetGroupFullName,
    },
  });
  const slow = thresholds.loadBalancerLatency.toMilliseconds() / 1000;
  const { loadBalancerServerErrorRate: mostErrors, unhealthyTargets } = thresholds;
  return {
    section: 'Load balancers',
    label,
    lines: [
      { chart: 'Requests', unit: 'requests', metrics: [requests] },
      { chart: 'Error rate', unit: '%', metrics: [errorRate], marks: [mark(mostErrors, '%')] },
      {
        chart: 'Response time',
        unit: 's',
        metrics: [metric('TargetResponseTime', 'p50', 'p50'), p99],
        marks: [mark(slow, 's')],
      },
      { chart: 'Unhealthy targets', unit: 'targets', metrics: [unhealthy], marks: [mark(unhealthyTargets, '')] },
    ],
    alarms: [
      { kind: PaymentAlarm.LOAD_BALANCER_SERVER_ERROR_RATE, metric: errorRate, threshold: mostErrors },
      { kind: PaymentAlarm.LOAD_BALANCER_LATENCY, metric: p99, threshold: slow },
      { kind: PaymentAlarm.UNHEALTHY_TARGETS, metric: unhealthy, threshold: unhealthyTargets },
    ],
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html */
export function servicePart(service: ecs.BaseService, label: string, thresholds: SettledThresholds): MonitoredPart {
  const options = { statistic: cloudwatch.Stats.AVERAGE, period: thresholds.period, label };
  const cpu = service.metricCpuUtilization(options);
  const memory = service.metricMemoryUtilization(options);
  return {
    section: 'Containers',
    label,
    lines: [
      { chart: 'Processors', unit: '%', metrics: [cpu], marks: [mark(thresholds.serviceCpu, '%')] },
      { chart: 'Memory', unit: '%', metrics: [memory], marks: [mark(thresholds.serviceMemory, '%')] },
    ],
    alarms: [
      { kind: PaymentAlarm.SERVICE_CPU, metric: cpu, threshold: thresholds.serviceCpu },
      { kind: PaymentAlarm.SERVICE_MEMORY, metric: memory, threshold: thresholds.serviceMemory },
    ],
  };
}

import { Fn } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { LoadBalancerMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { HOURLY } from './costs';
import { labelOf } from './labels';
import { type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** Measures of the load balancer, or of what it sends to one target group. */
class Measures {
  readonly #metric: (name: string, statistic: string, what?: string) => cloudwatch.Metric;
  readonly #failures: string[];

  constructor(
    loadBalancer: elbv2.IApplicationLoadBalancer,
    private readonly label: string,
    private readonly thresholds: SettledThresholds,
    targetGroup?: elbv2.IApplicationTargetGroup,
  ) {
    const dimensions = loadBalancer.metrics.custom('RequestCount').dimensions;
    const TargetGroup = targetGroup && fullNameOf(targetGroup);
    this.#metric = (name, statistic, what = '') =>
      loadBalancer.metrics.custom(name, {
        statistic,
        period: thresholds.period,
        label: `${label}${what}`,
        ...(TargetGroup && { dimensionsMap: { ...dimensions, TargetGroup } }),
      });
    // what the load balancer fails by itself has no target group
    this.#failures = ['HTTPCode_Target_5XX_Count', ...(targetGroup ? [] : ['HTTPCode_ELB_5XX_Count'])];
  }

  public readonly requests = () => this.#metric('RequestCount', 'Sum', ' requests');
  public readonly median = () => this.#metric('TargetResponseTime', 'p50', ' p50');
  public readonly slow = () => this.#metric('TargetResponseTime', 'p99', ' p99');
  public readonly unhealthy = () => this.#metric('UnHealthyHostCount', 'Maximum');
  public readonly perTarget = () => this.#metric('RequestCountPerTarget', 'Sum');

  public errorRate(): cloudwatch.MathExpression {
    const bad = this.#failures.map((name) => this.#metric(name, 'Sum', ` ${name}`));
    const id = mathId('balancer', this.label);
    return rateOf({ label: `${this.label} 5XX (%)`, id, bad, all: [this.requests()] }, this.thresholds);
  }
}

/** `targetgroup/name/0123456789abcdef`, the end of the ARN. */
function fullNameOf({ targetGroupArn }: elbv2.IApplicationTargetGroup): string {
  return Fn.select(5, Fn.split(':', targetGroupArn));
}

/**
 * The load balancer as a whole, and beside it each target group, so that a new version can be compared with the old one.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function loadBalancerPart(
  loadBalancer: elbv2.IApplicationLoadBalancer,
  { targetGroups }: LoadBalancerMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  if (targetGroups.length === 0) throw new Error("'targetGroups' must be at least one, got none: name those to watch");
  const whole = new Measures(loadBalancer, label, thresholds);
  const groups = targetGroups.map(
    (group) => new Measures(loadBalancer, `${label} ${labelOf(group)}`, thresholds, group),
  );
  const compared = groups.length > 1 ? groups : [];
  const errorRate = whole.errorRate();
  const p99 = whole.slow();
  const unhealthy = groups.map((group) => group.unhealthy());
  const slow = thresholds.loadBalancerLatency.toMilliseconds() / 1000;
  const { loadBalancerServerErrorRate: mostErrors, unhealthyTargets } = thresholds;
  const capacity = { statistic: 'Average', period: HOURLY, label };
  return {
    section: 'Load balancers',
    label,
    lines: [
      { chart: 'Requests', unit: 'requests', metrics: [whole, ...compared].map((each) => each.requests()) },
      {
        chart: 'Error rate',
        unit: '%',
        metrics: [errorRate, ...compared.map((each) => each.errorRate())],
        marks: [mark(mostErrors, '%')],
      },
      {
        chart: 'Response time',
        unit: 's',
        metrics: [whole.median(), p99, ...compared.map((each) => each.slow())],
        marks: [mark(slow, 's')],
      },
      { chart: 'Requests a target', unit: 'requests', metrics: groups.map((each) => each.perTarget()) },
      { chart: 'Unhealthy targets', unit: 'targets', metrics: unhealthy, marks: [mark(unhealthyTargets, '')] },
    ],
    alarms: [
      { kind: PaymentAlarm.LOAD_BALANCER_SERVER_ERROR_RATE, metric: errorRate, threshold: mostErrors },
      { kind: PaymentAlarm.LOAD_BALANCER_LATENCY, metric: p99, threshold: slow },
      {
        kind: PaymentAlarm.UNHEALTHY_TARGETS,
        metric: inAll(label, unhealthy, thresholds),
        threshold: unhealthyTargets,
      },
    ],
    costs: [
      {
        chart: 'Load balancer capacity',
        unit: 'LCU',
        stacked: true,
        metrics: [loadBalancer.metrics.custom('ConsumedLCUs', capacity)],
      },
    ],
  };
}

/** Several groups are one alarm. */
function inAll(label: string, metrics: cloudwatch.IMetric[], { period }: SettledThresholds): cloudwatch.IMetric {
  if (metrics.length === 1) return metrics[0];
  const id = mathId('unhealthy', label);
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric]));
  const expression = `SUM([${Object.keys(usingMetrics).join(', ')}])`;
  return new cloudwatch.MathExpression({ expression, usingMetrics, period, label });
}

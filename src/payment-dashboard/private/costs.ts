import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { CostLines } from './monitored-part';

/** Bills count hours. */
export const HOURLY = Duration.hours(1);

/** Sums of an hour, of a namespace and of one thing in it. */
export function hourly(scope: IConstruct, namespace: string, dimensionsMap: cloudwatch.DimensionsMap) {
  return (metricName: string, label?: string, statistic: string = cloudwatch.Stats.SUM) =>
    new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic, label, period: HOURLY }).attachTo(scope);
}

/** Something computed of the metric `paid` for each hour; in charts of other periods for each of those. */
export function computed(
  expression: string,
  label: string,
  usingMetrics: { [id: string]: cloudwatch.IMetric },
): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression, label, usingMetrics, period: HOURLY });
}

/** One line of several metrics, of which some may have been silent. */
export function sumOf(id: string, label: string, metrics: cloudwatch.IMetric[]): cloudwatch.IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric]));
  const filled = Object.keys(usingMetrics).map((each) => `FILL(${each}, 0)`);
  return computed(filled.join(' + '), label, usingMetrics);
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html */
export function logCosts(label: string, logGroup?: ILogGroup): CostLines[] {
  if (logGroup === undefined) return [];
  const metric = hourly(logGroup, 'AWS/Logs', { LogGroupName: logGroup.logGroupName });
  return [{ chart: 'Log data written', unit: 'bytes', stacked: true, metrics: [metric('IncomingBytes', label)] }];
}

import type { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { SettledThresholds } from './settled-thresholds';

/** What a rate is made of: sums over the same period. */
export interface RateOptions {
  readonly label: string;
  /** Beginning of the metrics' ids within a chart: the part's own, since ids of one chart must differ. */
  readonly id: string;
  /** Summed up: metrics that are written only when they count something are 0 in between. */
  readonly bad: cloudwatch.IMetric[];
  readonly all: cloudwatch.IMetric[];
}

/** Percent of bad ones; 0 while there are too few of all for a rate to say anything. */
export function rateOf(
  options: RateOptions,
  { minimumRequests, period }: SettledThresholds,
): cloudwatch.MathExpression {
  const { bad, total, usingMetrics } = sumsOf(options);
  return new cloudwatch.MathExpression({
    label: options.label,
    period,
    expression: `IF(${total} >= ${Math.max(1, minimumRequests)}, 100 * ${bad} / ${total}, 0)`,
    usingMetrics,
  });
}

/**
 * Percent of those that are not bad; no value while there are none at all, so that a quiet night does not look like an outage:
 * CloudWatch drops the data point of a division by zero.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-arithmetic
 */
export function successRateOf(options: RateOptions, { period }: SettledThresholds): cloudwatch.MathExpression {
  const { bad, total, usingMetrics } = sumsOf(options);
  return new cloudwatch.MathExpression({
    label: options.label,
    period,
    expression: `100 * (${total} - ${bad}) / ${total}`,
    usingMetrics,
  });
}

/** What a share is made of: one metric, and the number that is all of it. */
export interface ShareOptions {
  readonly label: string;
  readonly id: string;
  readonly part: cloudwatch.IMetric;
  readonly whole: number;
}

/** Percent that a metric is of a number. */
export function shareOf({ label, id, part, whole }: ShareOptions, period: Duration): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label,
    period,
    expression: `100 * ${id} / ${whole}`,
    usingMetrics: { [id]: part },
  });
}

/** What was counted, of each minute: a speed that does not change with the period. */
export function perMinute(
  metric: cloudwatch.Metric,
  id: string,
  { period }: SettledThresholds,
): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label: metric.label,
    period,
    expression: `60 * ${id} / PERIOD(${id})`,
    usingMetrics: { [id]: metric },
  });
}

/** A metric that is among all is named once. */
function sumsOf(options: RateOptions) {
  const { id } = options;
  const all = idsOf(`${id}All`, options.all);
  const known = options.all.map((metric, index) => [metric, Object.keys(all)[index]] as const);
  const bad = Object.fromEntries(
    options.bad.map((metric, index) => [known.find(([each]) => each === metric)?.[1] ?? `${id}Bad${index}`, metric]),
  );
  return { bad: sumOf(bad), total: sumOf(all), usingMetrics: { ...all, ...bad } };
}

function idsOf(id: string, metrics: cloudwatch.IMetric[]): { [id: string]: cloudwatch.IMetric } {
  return Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric]));
}

function sumOf(metrics: { [id: string]: cloudwatch.IMetric }): string {
  return `(${Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ')})`;
}

/** `ValidatePayment` in the ids of metric math, which begin with a small letter and know letters, digits and underscores. */
export function mathId(section: string, label: string): string {
  return `${section}_${label}`.replace(/\W+/g, '_').replace(/^./, (first) => first.toLowerCase());
}

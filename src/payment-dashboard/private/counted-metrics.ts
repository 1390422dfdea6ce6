import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { type PaymentMetric, SERVICE_DIMENSION } from '../../contract/metrics';
import { metricsNamespaceOf } from '../../private/metrics-namespace';
import type { SettledThresholds } from './settled-thresholds';

export type PaymentMetricDefinition = (typeof PaymentMetric)[keyof typeof PaymentMetric];

/** A metric of the contract as one of our functions writes it. */
export type CountedMetrics = (
  service: string,
  metric: PaymentMetricDefinition,
  statistic: string,
  label?: string,
) => cloudwatch.Metric;

/** In the scope's namespace and region, over the chosen period. */
export function countedMetrics(scope: IConstruct, { period }: SettledThresholds): CountedMetrics {
  const namespace = metricsNamespaceOf(scope);
  return (service, { name, unit }, statistic, label) =>
    new cloudwatch.Metric({
      namespace,
      metricName: name,
      dimensionsMap: { [SERVICE_DIMENSION]: service },
      statistic,
      label: label ?? `${name} ${statistic}`,
      period,
      unit: unit === 'Count' ? undefined : cloudwatch.Unit[unit === 'Seconds' ? 'SECONDS' : 'MILLISECONDS'],
    }).attachTo(scope);
}

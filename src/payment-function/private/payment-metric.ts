import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { type PaymentMetric, SERVICE_DIMENSION } from '../../contract/metrics';
import { metricsNamespaceOf } from '../../private/metrics-namespace';
import type { PaymentFunction } from '../payment-function';

/** A metric that the function's code writes. */
export function paymentMetric(
  fn: PaymentFunction,
  metric: (typeof PaymentMetric)[keyof typeof PaymentMetric],
  statistic: string,
  options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: metricsNamespaceOf(fn),
    metricName: metric.name,
    dimensionsMap: { [SERVICE_DIMENSION]: fn.serviceName },
    statistic,
    ...options,
  }).attachTo(fn);
}

import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE, PaymentMetric } from '../../src/contract/metrics';
import { isColdStart } from './cold-start';

/** Of the contract, since alarms and pages read no other. */
export type MetricDefinition = (typeof PaymentMetric)[keyof typeof PaymentMetric];

export interface Metrics {
  /** Adds one value, 1 unless told otherwise. */
  count(metric: MetricDefinition, value?: number): void;
}

const writer = new PowertoolsMetrics({
  namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? METRICS_NAMESPACE,
});

export const metrics: Metrics = {
  count({ name, unit }, value = 1) {
    writer.addMetric(name, unit, value);
  },
};

export const count = metrics.count;

/** Writes what was counted when the handler ends, also when it throws: a cold start in the same line, which costs it nothing. */
export function withMetrics<Event, Context, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return async (event, context) => {
    if (isColdStart()) count(PaymentMetric.COLD_START);
    try {
      return await handler(event, context);
    } finally {
      if (writer.hasStoredMetrics()) writer.publishStoredMetrics();
    }
  };
}

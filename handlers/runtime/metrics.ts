import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE, PaymentMetric } from '../../src/contract/metrics';
import { isColdStart } from './cold-start';

type MetricUnit = Parameters<PowertoolsMetrics['addMetric']>[1];

/** An entry of `src/contract/metrics.ts`. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: MetricUnit;
}

export interface Metrics {
  /** Adds one value; with dimensions it becomes a metric of its own beside the plain one. */
  count(metric: MetricDefinition, value?: number, dimensions?: Readonly<Record<string, string>>): void;
}

const writer = new PowertoolsMetrics({
  namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? METRICS_NAMESPACE,
});

export const metrics: Metrics = {
  count(metric, value = 1, dimensions) {
    writer.addMetric(metric.name, metric.unit, value);
    if (dimensions === undefined) return;
    const single = writer.singleMetric();
    single.addDimensions({ ...dimensions });
    single.addMetric(metric.name, metric.unit, value);
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

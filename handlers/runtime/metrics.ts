import { FunctionEnvironment } from '../../src/contract/environment';
import { METRICS_NAMESPACE, PaymentMetric, SERVICE_DIMENSION } from '../../src/contract/metrics';
import { isColdStart } from './cold-start';
import { optionalEnvironment } from './environment';
import { serviceName } from './service-name';

/** Of the contract, since alarms and pages read no other. */
export type MetricDefinition = (typeof PaymentMetric)[keyof typeof PaymentMetric];

export interface Metrics {
  /** Adds one value, 1 unless told otherwise. */
  count(metric: MetricDefinition, value?: number): void;
}

const namespace = optionalEnvironment(FunctionEnvironment.METRICS_NAMESPACE) ?? METRICS_NAMESPACE;

/** CloudWatch takes so many values of a metric a line, and as many metrics, which the contract has fewer of. */
const VALUES_MAX = 100;

const counted = new Map<MetricDefinition, number[]>();

export const metrics: Metrics = {
  count(metric, value = 1) {
    const values = counted.get(metric) ?? [];
    values.push(value);
    counted.set(metric, values);
    if (values.length === VALUES_MAX) writeCounted();
  },
};

export const count = metrics.count;

/**
 * One line in CloudWatch's embedded metric format.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function writeCounted(): void {
  if (counted.size === 0) return;
  const entries = [...counted];
  counted.clear();
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[SERVICE_DIMENSION]],
          Metrics: entries.map(([{ name, unit }]) => ({ Name: name, Unit: unit })),
        },
      ],
    },
    [SERVICE_DIMENSION]: serviceName,
    ...Object.fromEntries(entries.map(([{ name }, values]) => [name, values.length === 1 ? values[0] : values])),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Writes what was counted when the handler ends, also when it throws: a cold start in the same line, which costs it nothing. */
export function withMetrics<Event, Context, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return async (event, context) => {
    if (isColdStart()) count(PaymentMetric.COLD_START);
    try {
      return await handler(event, context);
    } finally {
      writeCounted();
    }
  };
}

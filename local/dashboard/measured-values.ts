import type { MetricSource, Sample } from '../../tools/payment-dashboard/evaluate/metric-source';
import type { Metric } from '../../tools/payment-dashboard/synthesized/dashboard';

/** AWS's own; what is not of AWS is written by functions. */
const OF_AWS = /^AWS\//;

const keyOf = ({ region, namespace, name, dimensions }: Metric): string =>
  JSON.stringify([region, namespace, name, Object.entries(dimensions).sort()]);

/** Everything that was measured so far, by metric. */
export class MeasuredValues implements MetricSource {
  readonly #samples = new Map<string, Sample[]>();

  constructor(readonly since: number) {}

  add(metric: Metric, ...samples: readonly Sample[]): void {
    const known = this.#samples.get(keyOf(metric));
    if (known) known.push(...samples);
    else this.#samples.set(keyOf(metric), [...samples]);
  }

  /** A metric that functions write is known whether or not one has: silence is an answer. */
  samplesOf(metric: Metric, from: number, to: number): readonly Sample[] | undefined {
    const known = this.#samples.get(keyOf(metric));
    if (!known) return OF_AWS.test(metric.namespace) ? undefined : [];
    return known.filter(({ at }) => at >= from && at < to);
  }
}

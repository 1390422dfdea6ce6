import type { MetricSource, Sample } from '../../tools/payment-dashboard/evaluate/metric-source';
import type { Metric } from '../../tools/payment-dashboard/synthesized/dashboard';
import { whyNotMeasured } from './measured-metrics';

/** AWS's own; what is not of AWS is written by functions. */
const OF_AWS = /^AWS\//;

/** Who measures, in the page's words. */
export const MEASURED_BY = 'the local cloud';

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

  /** Silence of what is measured is an answer; of what is not, the reason is thrown, which the page shows. */
  samplesOf(metric: Metric, from: number, to: number): readonly Sample[] {
    const why = OF_AWS.test(metric.namespace) ? whyNotMeasured(metric) : undefined;
    if (why !== undefined) throw new Error(`not measured by ${MEASURED_BY}: ${why}`);
    return (this.#samples.get(keyOf(metric)) ?? []).filter(({ at }) => at >= from && at < to);
  }
}

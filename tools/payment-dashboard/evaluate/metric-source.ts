import type { Metric } from '../synthesized/dashboard';

/** A value at a time, in milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** Where values come from. */
export interface MetricSource {
  /** What it measures began to exist then: earlier silence says nothing. */
  readonly since: number;
  /** All values in a time, in any order; `undefined` of a metric that it cannot know. */
  samplesOf(metric: Metric, from: number, to: number): readonly Sample[] | undefined;
}

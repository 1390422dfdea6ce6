import type { Metrics } from '../../../handlers/runtime/metrics';

export interface RecordingMetrics extends Metrics {
  /** Sum of the values of each metric, by name. */
  readonly sums: Record<string, number>;
}

export function recordingMetrics(): RecordingMetrics {
  const sums: Record<string, number> = {};
  return {
    sums,
    count: ({ name }, value = 1) => {
      sums[name] = (sums[name] ?? 0) + value;
    },
  };
}

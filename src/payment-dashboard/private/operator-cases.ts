import { PaymentMetric } from '../../contract/metrics';
import { PaymentAlarm } from '../payment-alarm';
import type { CountedMetrics } from './counted-metrics';
import { type AlarmDefinition, type Lines, mark } from './monitored-part';
import type { SettledThresholds } from './settled-thresholds';

/** What one function handed to the operator: a line in a chart that all of them share, and an alarm of its own. */
export function operatorCases(
  metric: CountedMetrics,
  service: string,
  label: string,
  { operatorCases: threshold }: SettledThresholds,
): { readonly lines: Lines; readonly alarm: AlarmDefinition } {
  const raised = metric(service, PaymentMetric.OPERATOR_CASE_RAISED, 'Sum', label.toLowerCase());
  return {
    lines: { chart: 'Operator cases', unit: 'cases', metrics: [raised], marks: [mark(threshold, '')] },
    alarm: { kind: PaymentAlarm.OPERATOR_CASE, metric: raised, threshold },
  };
}

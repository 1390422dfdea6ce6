import type { IConstruct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { PaymentMetric } from '../../contract/metrics';
import type { ServiceMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { countedMetrics } from './counted-metrics';
import { type MonitoredPart, mark } from './monitored-part';
import { operatorCases } from './operator-cases';
import type { SettledThresholds } from './settled-thresholds';

/** Whether the acquirer pays what was captured. */
export function settlementPart(
  scope: IConstruct,
  options: ServiceMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const service = options.service ?? FunctionAsset.MATCH_SETTLEMENT;
  const metric = countedMetrics(scope, thresholds);
  const differences = metric(service, PaymentMetric.SETTLEMENT_DIFFERENCE, 'Sum', 'differences');
  const cases = operatorCases(metric, service, label, thresholds);
  const threshold = thresholds.settlementDifferences;
  return {
    section: 'Payments',
    label,
    lines: [
      {
        chart: 'Settlement lines',
        unit: 'lines',
        metrics: [metric(service, PaymentMetric.SETTLEMENT_MATCHED, 'Sum', 'matched'), differences],
        marks: [mark(threshold, 'differences')],
      },
      cases.lines,
    ],
    alarms: [{ kind: PaymentAlarm.SETTLEMENT_DIFFERENCE, metric: differences, threshold }, cases.alarm],
  };
}

import { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { PaymentMetric } from '../../contract/metrics';
import type { ServiceMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { countedMetrics } from './counted-metrics';
import { type MonitoredPart, mark } from './monitored-part';
import type { SettledThresholds } from './settled-thresholds';

/** A few runs of the function that seals, so that a late one is not silence yet. */
const LEAST_PERIOD = Duration.minutes(15);

/** Whether what was done is sealed soon after, so that nobody can change it unseen. */
export function auditTrailPart(
  scope: IConstruct,
  options: ServiceMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const service = options.service ?? FunctionAsset.SEAL_AUDIT;
  const period = thresholds.period.toSeconds() > LEAST_PERIOD.toSeconds() ? thresholds.period : LEAST_PERIOD;
  const metric = countedMetrics(scope, { ...thresholds, period });
  const age = metric(service, PaymentMetric.AUDIT_SEAL_AGE, 'Maximum', 'oldest unsealed (s)');
  const threshold = thresholds.auditSealAge.toSeconds();
  return {
    section: 'Audit trail',
    label,
    lines: [
      { chart: 'Age of the oldest unsealed record', unit: 's', metrics: [age], marks: [mark(threshold, 's')] },
      {
        chart: 'Audit records sealed',
        unit: 'records',
        metrics: [metric(service, PaymentMetric.AUDIT_RECORD_SEALED, 'Sum', 'sealed')],
      },
    ],
    alarms: [{ kind: PaymentAlarm.AUDIT_SEAL_AGE, metric: age, threshold }],
  };
}

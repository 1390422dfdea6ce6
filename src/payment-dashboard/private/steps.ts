import type { IConstruct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { PaymentMetric } from '../../contract/metrics';
import type { StepMonitoringOptions } from '../monitored-parts';
import { countedMetrics } from './counted-metrics';
import type { MonitoredPart } from './monitored-part';
import { operatorCases } from './operator-cases';
import type { SettledThresholds } from './settled-thresholds';

/** Chart of steps, whoever takes or reverses them. */
export const STEPS = 'Captures, voids, expiries and refunds';

/** After the authorization: what was captured, given back, and taken back because the acquirer refused it. */
export function stepsPart(
  scope: IConstruct,
  options: StepMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const service = options.service ?? FunctionAsset.STEP_PAYMENT;
  const expiryService = options.expiryService ?? FunctionAsset.EXPIRE_PAYMENTS;
  const metric = countedMetrics(scope, thresholds);
  const cases = operatorCases(metric, service, label, thresholds);
  return {
    section: 'Payments',
    label,
    lines: [
      {
        chart: STEPS,
        unit: 'steps',
        stacked: true,
        metrics: [
          metric(service, PaymentMetric.PAYMENT_CAPTURED, 'Sum', 'captured'),
          metric(service, PaymentMetric.PAYMENT_VOIDED, 'Sum', 'voided'),
          metric(expiryService, PaymentMetric.PAYMENT_EXPIRED, 'Sum', 'expired'),
          metric(service, PaymentMetric.PAYMENT_REFUNDED, 'Sum', 'refunded'),
          metric(service, PaymentMetric.STEP_REVERSED, 'Sum', 'reversed'),
        ],
      },
      {
        chart: 'Steps at the acquirer',
        unit: 'ms',
        metrics: [
          metric(service, PaymentMetric.ACQUIRER_LATENCY, 'p50', 'step p50'),
          metric(service, PaymentMetric.ACQUIRER_LATENCY, 'p99', 'step p99'),
        ],
      },
      cases.lines,
    ],
    alarms: [cases.alarm],
  };
}

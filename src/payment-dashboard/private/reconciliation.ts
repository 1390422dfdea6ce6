import type { IConstruct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { PaymentMetric } from '../../contract/metrics';
import type { ServiceMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { countedMetrics } from './counted-metrics';
import { type MonitoredPart, mark } from './monitored-part';
import { operatorCases } from './operator-cases';
import type { SettledThresholds } from './settled-thresholds';
import { STEPS } from './steps';

/** What the acquirer has not answered: authorizations of which nobody knows whether they hold, and steps after them. */
export function reconciliationPart(
  scope: IConstruct,
  options: ServiceMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const service = options.service ?? FunctionAsset.RECONCILE_PAYMENT;
  const metric = countedMetrics(scope, thresholds);
  const unresolved = metric(service, PaymentMetric.UNRESOLVED_PAYMENTS, 'Maximum', 'unresolved now');
  const age = metric(service, PaymentMetric.UNRESOLVED_AGE, 'Maximum', 'oldest unresolved (s)');
  const submission = metric(service, PaymentMetric.SUBMISSION_AGE, 'Maximum', 'oldest submission (s)');
  const cases = operatorCases(metric, service, label, thresholds);
  const ageSeconds = thresholds.unresolvedAge.toSeconds();
  const submissionSeconds = thresholds.submissionAge.toSeconds();
  return {
    section: 'Payments',
    label,
    figures: [unresolved, age],
    lines: [
      {
        chart: 'Unresolved payments',
        unit: 'payments',
        metrics: [unresolved, metric(service, PaymentMetric.PAYMENT_RECONCILED, 'Sum', 'reconciled')],
      },
      { chart: 'Age of the oldest unresolved', unit: 's', metrics: [age], marks: [mark(ageSeconds, 's')] },
      {
        chart: 'Age of the oldest unanswered step',
        unit: 's',
        metrics: [submission],
        marks: [mark(submissionSeconds, 's')],
      },
      {
        chart: STEPS,
        unit: 'steps',
        stacked: true,
        metrics: [metric(service, PaymentMetric.STEP_REVERSED, 'Sum', `reversed by ${label.toLowerCase()}`)],
      },
      cases.lines,
    ],
    alarms: [
      { kind: PaymentAlarm.UNRESOLVED_AGE, metric: age, threshold: ageSeconds },
      { kind: PaymentAlarm.SUBMISSION_AGE, metric: submission, threshold: submissionSeconds },
      cases.alarm,
    ],
  };
}

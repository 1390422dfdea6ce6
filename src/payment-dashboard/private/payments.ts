import type { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { PaymentMetric } from '../../contract/metrics';
import type { PaymentMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { type CountedMetrics, countedMetrics, type PaymentMetricDefinition } from './counted-metrics';
import { type AlarmDefinition, type Lines, type MonitoredPart, mark } from './monitored-part';
import { mathId, perMinute, rateOf, successRateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

const LEAST_SWEEPS = 1;

/** The metrics of one payment flow, each as its function writes it. */
class Flow {
  readonly #metric: CountedMetrics;
  readonly #options: PaymentMonitoringOptions;

  constructor(scope: IConstruct, options: PaymentMonitoringOptions, thresholds: SettledThresholds) {
    this.#metric = countedMetrics(scope, thresholds);
    this.#options = options;
  }

  public validated(metric: PaymentMetricDefinition, label: string): cloudwatch.Metric {
    return this.#metric(this.#options.validateService ?? FunctionAsset.VALIDATE_PAYMENT, metric, 'Sum', label);
  }

  public processed(metric: PaymentMetricDefinition, statistic = 'Sum', label?: string): cloudwatch.Metric {
    return this.#metric(this.#options.processService ?? FunctionAsset.PROCESS_PAYMENT, metric, statistic, label);
  }

  public relayed(metric: PaymentMetricDefinition, statistic: string, label?: string): cloudwatch.Metric {
    return this.#metric(this.#options.relayService ?? FunctionAsset.RELAY_OUTBOX, metric, statistic, label);
  }

  public notified(metric: PaymentMetricDefinition, label: string): cloudwatch.Metric {
    return this.#metric(this.#options.notifyService ?? FunctionAsset.NOTIFY_PAYMENT, metric, 'Sum', label);
  }
}

/** Everything that the flow's metrics are combined to. */
function measures(flow: Flow, label: string, thresholds: SettledThresholds) {
  const authorized = flow.processed(PaymentMetric.PAYMENT_AUTHORIZED, 'Sum', 'authorized');
  const declined = flow.processed(PaymentMetric.PAYMENT_DECLINED, 'Sum', 'declined');
  const failed = flow.processed(PaymentMetric.PAYMENT_FAILED, 'Sum', 'failed');
  // at that time: what is unresolved now, reconciliation counts
  const unresolved = flow.processed(PaymentMetric.PAYMENT_UNRESOLVED, 'Sum', 'left unresolved');
  const delivered = flow.notified(PaymentMetric.NOTIFICATION_DELIVERED, 'delivered');
  const undelivered = flow.notified(PaymentMetric.NOTIFICATION_FAILED, 'failed');
  const decided = [authorized, declined, failed, unresolved];
  const rate = (name: string, title: string, bad: cloudwatch.IMetric[], all: cloudwatch.IMetric[]) =>
    rateOf({ label: title, id: mathId(name, label), bad, all }, thresholds);
  return {
    received: flow.validated(PaymentMetric.PAYMENT_RECEIVED, 'received'),
    decided,
    perMinute: decided.map((metric) => perMinute(metric, mathId(String(metric.label), label), thresholds)),
    unresolved,
    notifications: [delivered, undelivered],
    success: successRateOf(
      { label: 'success rate (%)', id: mathId('success', label), bad: [declined, failed, unresolved], all: decided },
      thresholds,
    ),
    failureRate: rate('failure', 'failed (%)', [failed], decided),
    declineRate: rate('decline', 'declined (%)', [declined], decided),
    notificationFailureRate: rate('notification', 'not delivered (%)', [undelivered], [delivered, undelivered]),
    authorization: flow.processed(PaymentMetric.ACQUIRER_LATENCY, 'p99', 'authorization p99 (ms)'),
    commit: flow.processed(PaymentMetric.COMMIT_LATENCY, 'p99', 'commit p99'),
    outboxAge: flow.relayed(PaymentMetric.OUTBOX_AGE, 'Maximum', 'outbox age (s)'),
    sweeps: flow.relayed(PaymentMetric.OUTBOX_AGE, 'SampleCount', 'sweeps'),
    imbalance: flow.relayed(PaymentMetric.LEDGER_IMBALANCE, 'Maximum', 'ledger imbalance'),
  };
}

type Measures = ReturnType<typeof measures>;

function alarmsOf(of: Measures, thresholds: SettledThresholds): AlarmDefinition[] {
  const alarm = (kind: PaymentAlarm, metric: cloudwatch.IMetric, threshold: number) => ({ kind, metric, threshold });
  const { leastPayments } = thresholds;
  return [
    alarm(PaymentAlarm.LEDGER_IMBALANCE, of.imbalance, 0),
    ...(leastPayments > 0 ? [alarm(PaymentAlarm.PAYMENTS_MISSING, of.received, leastPayments)] : []),
    alarm(PaymentAlarm.PAYMENT_FAILURE_RATE, of.failureRate, thresholds.paymentFailureRate),
    alarm(PaymentAlarm.PAYMENT_DECLINE_RATE, of.declineRate, thresholds.paymentDeclineRate),
    alarm(PaymentAlarm.PAYMENT_UNRESOLVED, of.unresolved, thresholds.unresolvedPayments),
    alarm(PaymentAlarm.AUTHORIZATION_LATENCY, of.authorization, thresholds.authorizationLatency.toMilliseconds()),
    alarm(PaymentAlarm.COMMIT_LATENCY, of.commit, thresholds.commitLatency.toMilliseconds()),
    alarm(PaymentAlarm.OUTBOX_AGE, of.outboxAge, thresholds.outboxAge.toSeconds()),
    alarm(PaymentAlarm.OUTBOX_NOT_SWEPT, of.sweeps, LEAST_SWEEPS),
    alarm(PaymentAlarm.NOTIFICATION_FAILURE_RATE, of.notificationFailureRate, thresholds.notificationFailureRate),
  ];
}

/** Half of them are as quick as the one, nearly all as the other. */
function latency(
  flow: Flow,
  chart: string,
  metric: PaymentMetricDefinition,
  label: string,
  threshold?: Duration,
): Lines {
  return {
    chart,
    unit: 'ms',
    metrics: ['p50', 'p99'].map((percentile) => flow.processed(metric, percentile, `${label} ${percentile}`)),
    ...(threshold && { marks: [mark(threshold.toMilliseconds(), 'ms')] }),
  };
}

function linesOf(of: Measures, flow: Flow, thresholds: SettledThresholds): Lines[] {
  const { authorizationLatency, commitLatency, leastPayments, outboxAge } = thresholds;
  return [
    { chart: 'Payments by outcome', unit: 'a minute', stacked: true, metrics: of.perMinute },
    {
      chart: 'Success, decline and failure rate',
      unit: '%',
      metrics: [of.success, of.declineRate, of.failureRate],
      marks: [mark(thresholds.paymentFailureRate, '% failed'), mark(thresholds.paymentDeclineRate, '% declined')],
    },
    latency(
      flow,
      'Authorization at the acquirer',
      PaymentMetric.ACQUIRER_LATENCY,
      'authorization',
      authorizationLatency,
    ),
    latency(flow, 'Processing time, from request to decision', PaymentMetric.PROCESSING_LATENCY, 'processing'),
    {
      chart: 'Requests',
      unit: 'requests',
      metrics: [
        of.received,
        flow.validated(PaymentMetric.PAYMENT_REJECTED, 'rejected'),
        flow.validated(PaymentMetric.PAYMENT_REPLAYED, 'replayed'),
      ],
      ...(leastPayments > 0 && { marks: [mark(leastPayments, '', 'below')] }),
    },
    {
      chart: 'Fraud outcomes',
      unit: 'payments',
      stacked: true,
      metrics: [
        flow.processed(PaymentMetric.FRAUD_APPROVED, 'Sum', 'approve'),
        flow.processed(PaymentMetric.FRAUD_REVIEWED, 'Sum', 'review'),
        flow.processed(PaymentMetric.FRAUD_DECLINED, 'Sum', 'decline'),
      ],
    },
    latency(flow, 'Commit to the ledger', PaymentMetric.COMMIT_LATENCY, 'commit', commitLatency),
    {
      chart: 'Payments left unresolved',
      unit: 'payments',
      metrics: [of.unresolved],
      marks: [mark(thresholds.unresolvedPayments, '')],
    },
    { chart: 'Ledger imbalance', unit: 'currencies', metrics: [of.imbalance], marks: [mark(0, '')] },
    { chart: 'Outbox age', unit: 's', metrics: [of.outboxAge], marks: [mark(outboxAge.toSeconds(), 's')] },
    { chart: 'Sweeps of the outbox', unit: 'sweeps', metrics: [of.sweeps], marks: [mark(LEAST_SWEEPS, '', 'below')] },
    {
      chart: 'Notifications',
      unit: 'notifications',
      stacked: true,
      metrics: of.notifications,
    },
    {
      chart: 'Notifications not delivered',
      unit: '%',
      metrics: [of.notificationFailureRate],
      marks: [mark(thresholds.notificationFailureRate, '%')],
    },
  ];
}

/** The business: is money taken, is any in doubt, and is everybody told. */
export function paymentsPart(
  scope: IConstruct,
  options: PaymentMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const flow = new Flow(scope, options, thresholds);
  const of = measures(flow, label, thresholds);
  return {
    section: 'Payments',
    label,
    figures: [of.success, of.unresolved, of.imbalance, of.outboxAge, of.authorization],
    lines: linesOf(of, flow, thresholds),
    alarms: alarmsOf(of, thresholds),
  };
}

import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { PaymentAlarm } from '../payment-alarm';
import { givenName } from './given-names';
import { type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export function apiPart(stage: apigateway.Stage, label: string, thresholds: SettledThresholds): MonitoredPart {
  const { period } = thresholds;
  const dimensionsMap = { ...stage.metricCount().dimensions, Stage: givenName(stage, stage.stageName) };
  const measured = (what: string, statistic: string) => ({
    statistic,
    period,
    label: `${label} ${what}`,
    dimensionsMap,
  });
  const requests = stage.metricCount(measured('requests', 'Sum'));
  const p99 = stage.metricLatency(measured('p99', 'p99'));
  // both metrics are written with every request: 0 or 1
  const serverErrors = stage.metricServerError(measured('5XX', 'Sum'));
  const clientErrors = stage.metricClientError(measured('4XX', 'Sum'));
  const rate = (what: string, bad: cloudwatch.IMetric) =>
    rateOf({ label: `${label} ${what} (%)`, id: mathId(`api${what}`, label), bad: [bad], all: [requests] }, thresholds);
  const serverErrorRate = rate('5XX', serverErrors);
  const clientErrorRate = rate('4XX', clientErrors);
  const latency = thresholds.apiLatency.toMilliseconds();
  return {
    section: 'API',
    label,
    lines: [
      { chart: 'Requests', unit: 'requests', metrics: [requests] },
      {
        chart: 'Error rates',
        unit: '%',
        metrics: [serverErrorRate, clientErrorRate],
        marks: [mark(thresholds.apiServerErrorRate, '% 5XX'), mark(thresholds.apiClientErrorRate, '% 4XX')],
      },
      {
        chart: 'Latency',
        unit: 'ms',
        metrics: [stage.metricLatency(measured('p50', 'p50')), p99],
        marks: [mark(latency, 'ms at p99')],
      },
    ],
    alarms: [
      { kind: PaymentAlarm.API_SERVER_ERROR_RATE, metric: serverErrorRate, threshold: thresholds.apiServerErrorRate },
      { kind: PaymentAlarm.API_CLIENT_ERROR_RATE, metric: clientErrorRate, threshold: thresholds.apiClientErrorRate },
      { kind: PaymentAlarm.API_LATENCY, metric: p99, threshold: latency },
    ],
  };
}

import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { LoggedMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { HOURLY, logCosts } from './costs';
import { givenName } from './given-names';
import { type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** What stages of both kinds of APIs measure. */
type Stage = IConstruct &
  Pick<
    apigatewayv2.IHttpStage,
    'metricClientError' | 'metricCount' | 'metricLatency' | 'metricServerError' | 'stageName'
  >;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export function restApiPart(
  stage: apigateway.Stage,
  options: LoggedMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  return stagePart(stage, cloudwatch.Stats.SUM, label, options, thresholds);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export function httpApiPart(
  stage: apigatewayv2.IHttpStage,
  options: LoggedMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  return stagePart(stage, cloudwatch.Stats.SAMPLE_COUNT, label, options, thresholds);
}

function stagePart(
  stage: Stage,
  counted: string,
  label: string,
  { logGroup }: LoggedMonitoringOptions,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const dimensionsMap = { ...stage.metricCount().dimensions, Stage: givenName(stage, stage.stageName) };
  const measured = (what: string, statistic: string) => ({
    statistic,
    period,
    label: `${label} ${what}`,
    dimensionsMap,
  });
  const requests = stage.metricCount(measured('requests', counted));
  const p99 = stage.metricLatency(measured('p99', 'p99'));
  // both metrics are written with every request: 0 or 1
  const serverErrors = stage.metricServerError(measured('5XX', 'Sum'));
  const clientErrors = stage.metricClientError(measured('4XX', 'Sum'));
  const rate = (what: string, bad: cloudwatch.IMetric) =>
    rateOf({ label: `${label} ${what} (%)`, id: mathId(`api${what}`, label), bad: [bad], all: [requests] }, thresholds);
  const serverErrorRate = rate('5XX', serverErrors);
  const clientErrorRate = rate('4XX', clientErrors);
  const latency = thresholds.apiLatency.toMilliseconds();
  const paid = stage.metricCount({ dimensionsMap, statistic: counted, period: HOURLY, label });
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
    costs: [{ chart: 'API requests', unit: 'requests', stacked: true, metrics: [paid] }, ...logCosts(label, logGroup)],
  };
}

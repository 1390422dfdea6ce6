import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { FunctionMonitoringOptions } from '../monitored-parts';
import { AlarmSeverity, PaymentAlarm } from '../payment-alarm';
import { type AlarmDefinition, type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionPart(
  fn: lambda.IFunction,
  label: string,
  options: FunctionMonitoringOptions,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const measured = (statistic: string, what = '') => ({ statistic, period, label: `${label}${what}` });
  const invocations = fn.metricInvocations(measured('Sum'));
  const errors = fn.metricErrors(measured('Sum', ' errors'));
  const throttles = fn.metricThrottles(measured('Sum'));
  const p99 = fn.metricDuration(measured('p99', ' p99'));
  const errorRate = rateOf({ label, id: mathId('function', label), bad: [errors], all: [invocations] }, thresholds);
  const deadLetters = deadLetterAlarm(label, options, thresholds);
  return {
    section: 'Functions',
    label,
    logGroup: options.logGroup,
    lines: [
      { chart: 'Invocations', unit: 'runs', metrics: [invocations] },
      { chart: 'Error rate', unit: '%', metrics: [errorRate], marks: [mark(thresholds.functionErrorRate, '%')] },
      { chart: 'Errors', unit: 'runs', metrics: [errors] },
      { chart: 'Duration', unit: 'ms', metrics: [fn.metricDuration(measured('p50', ' p50')), p99] },
      { chart: 'Throttles', unit: 'runs', metrics: [throttles], marks: [mark(thresholds.functionThrottles, '')] },
      {
        chart: 'Concurrency',
        unit: 'runs at once',
        metrics: [fn.metric('ConcurrentExecutions', measured('Maximum'))],
      },
      ...deadLetters.map(({ metric, threshold }) => ({
        chart: 'Dead letters',
        unit: 'events',
        metrics: [metric],
        marks: [mark(threshold, '')],
      })),
    ],
    alarms: [
      { kind: PaymentAlarm.FUNCTION_ERROR_RATE, metric: errorRate, threshold: thresholds.functionErrorRate },
      { kind: PaymentAlarm.FUNCTION_THROTTLES, metric: throttles, threshold: thresholds.functionThrottles },
      ...durationAlarm(fn, options, p99, thresholds),
      ...deadLetters,
    ],
  };
}

function durationAlarm(
  fn: lambda.IFunction,
  options: FunctionMonitoringOptions,
  metric: cloudwatch.IMetric,
  { functionDuration }: SettledThresholds,
): AlarmDefinition[] {
  const timeout = options.timeout ?? (fn instanceof lambda.Function ? fn.timeout : undefined);
  if (timeout === undefined) return [];
  const threshold = (timeout.toMilliseconds() * functionDuration) / 100;
  return [{ kind: PaymentAlarm.FUNCTION_DURATION, metric, threshold }];
}

/** Events that nobody pays by: what pays comes from a queue with dead letters of its own. */
function deadLetterAlarm(
  label: string,
  { deadLetterQueue }: FunctionMonitoringOptions,
  { deadLetters, period }: SettledThresholds,
): AlarmDefinition[] {
  if (deadLetterQueue === undefined) return [];
  const options = { statistic: 'Maximum', period, label };
  const metric = deadLetterQueue.metricApproximateNumberOfMessagesVisible(options);
  const severity = AlarmSeverity.SYSTEM_ERRORS;
  return [{ kind: PaymentAlarm.DEAD_LETTERS, metric, threshold: deadLetters, severity }];
}

/** Cold starts stand in the report line of each run, in no metric. */
export const COLD_START_QUERY = [
  'filter @type = "REPORT"',
  'stats count(@initDuration) as coldStarts, max(@initDuration) as slowestStartMs by bin(5m)',
];

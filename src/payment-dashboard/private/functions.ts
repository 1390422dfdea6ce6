import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { PaymentMetric } from '../../contract/metrics';
import type { FunctionMonitoringOptions } from '../monitored-parts';
import { AlarmSeverity, PaymentAlarm } from '../payment-alarm';
import { computed, HOURLY, logCosts } from './costs';
import { countedMetrics } from './counted-metrics';
import { type AlarmDefinition, type CostLines, type Lines, type MonitoredPart, mark } from './monitored-part';
import { mathId, rateOf, shareOf } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionPart(
  scope: IConstruct,
  fn: lambda.IFunction,
  options: FunctionMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const measured = (statistic: string, what = '') => ({ statistic, period, label: `${label}${what}` });
  const invocations = fn.metricInvocations(measured('Sum'));
  const errors = fn.metricErrors(measured('Sum', ' errors'));
  const throttles = fn.metricThrottles(measured('Sum'));
  const errorRate = rateOf({ label, id: mathId('function', label), bad: [errors], all: [invocations] }, thresholds);
  const deadLetters = deadLetterAlarm(label, options, thresholds);
  const duration = durationAlarm(fn, label, options, thresholds);
  const failing = failingAlarm(fn, label, thresholds);
  const inChart = (chart: string, unit: string) => (each: AlarmDefinition) => ({
    chart,
    unit,
    metrics: [each.metric],
    marks: [mark(each.threshold, unit === '%' ? unit : '')],
  });
  return {
    section: 'Functions',
    label,
    lines: [
      { chart: 'Invocations', unit: 'runs', metrics: [invocations] },
      { chart: 'Error rate', unit: '%', metrics: [errorRate], marks: [mark(thresholds.functionErrorRate, '%')] },
      { chart: 'Errors', unit: 'runs', metrics: [errors] },
      { chart: 'Duration, median', unit: 'ms', metrics: [fn.metricDuration(measured('p50'))] },
      { chart: 'Duration, 99th percentile', unit: 'ms', metrics: [fn.metricDuration(measured('p99'))] },
      ...duration.map(inChart('Share of the time-out', '%')),
      ...coldStartLines(scope, options, label, thresholds),
      { chart: 'Throttles', unit: 'runs', metrics: [throttles], marks: [mark(thresholds.functionThrottles, '')] },
      {
        chart: 'Concurrency',
        unit: 'runs at once',
        metrics: [behind(fn).metric('ConcurrentExecutions', measured('Maximum'))],
      },
      inChart('Failed, none succeeded (hourly)', 'runs')(failing),
      ...deadLetters.map(inChart('Dead letters', 'events')),
    ],
    alarms: [
      { kind: PaymentAlarm.FUNCTION_ERROR_RATE, metric: errorRate, threshold: thresholds.functionErrorRate },
      failing,
      { kind: PaymentAlarm.FUNCTION_THROTTLES, metric: throttles, threshold: thresholds.functionThrottles },
      ...duration,
      ...deadLetters,
    ],
    costs: [...computeCosts(fn, label), ...logCosts(label, options.logGroup)],
  };
}

/** The function itself: what an alias or version does not measure, and does not know. */
function behind(fn: lambda.IFunction): lambda.IFunction {
  return fn instanceof lambda.QualifiedFunctionBase ? fn.lambda : fn;
}

/** A share, so that functions of all time-outs are measured by one threshold. */
function durationAlarm(
  fn: lambda.IFunction,
  label: string,
  options: FunctionMonitoringOptions,
  { functionDuration: threshold, period }: SettledThresholds,
): AlarmDefinition[] {
  const made = behind(fn);
  const timeout = options.timeout ?? (made instanceof lambda.Function ? made.timeout : undefined);
  if (timeout === undefined) return [];
  const part = fn.metricDuration({ statistic: 'p99', period });
  const metric = shareOf({ label, id: mathId('duration', label), part, whole: timeout.toMilliseconds() }, period);
  return [{ kind: PaymentAlarm.FUNCTION_DURATION, metric, threshold }];
}

/** Of what runs seldom, such as once an hour, no rate of some minutes says anything. */
function failingAlarm(fn: lambda.IFunction, label: string, thresholds: SettledThresholds): AlarmDefinition {
  const measured = { statistic: 'Sum', period: HOURLY };
  const [runs, errors] = [mathId('runs', label), mathId('errors', label)];
  const metric = new cloudwatch.MathExpression({
    label,
    period: HOURLY,
    expression: `IF(FILL(${errors}, 0) >= FILL(${runs}, 0), FILL(${errors}, 0), 0)`,
    usingMetrics: { [runs]: fn.metricInvocations(measured), [errors]: fn.metricErrors(measured) },
  });
  return { kind: PaymentAlarm.FUNCTION_FAILING, metric, threshold: thresholds.functionFailures };
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

/** What Lambda gives a function that asks for nothing. */
const LEAST_MEMORY_MB = 128;

/** Of functions whose memory this app decides. */
function computeCosts(fn: lambda.IFunction, label: string): CostLines[] {
  const { defaultChild } = behind(fn).node;
  if (!(defaultChild instanceof lambda.CfnFunction)) return [];
  const gigabytes = (defaultChild.memorySize ?? LEAST_MEMORY_MB) / 1024;
  const id = mathId('compute', label);
  const duration: cloudwatch.IMetric = fn.metricDuration({ statistic: 'Sum', period: HOURLY });
  const metrics = [computed(`${id} / 1000 * ${gigabytes}`, label, { [id]: duration })];
  return [{ chart: 'Function compute', unit: 'GB-seconds', stacked: true, metrics }];
}

/** AWS counts no cold starts: the function's own code does. */
function coldStartLines(
  scope: IConstruct,
  { serviceName }: FunctionMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): Lines[] {
  if (serviceName === undefined) return [];
  const metric = countedMetrics(scope, thresholds)(serviceName, PaymentMetric.COLD_START, 'Sum', label);
  return [{ chart: 'Cold starts', unit: 'runs', stacked: true, metrics: [metric] }];
}

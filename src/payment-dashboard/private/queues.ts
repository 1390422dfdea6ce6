import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { QueueMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { type MonitoredPart, mark } from './monitored-part';
import type { SettledThresholds } from './settled-thresholds';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queuePart(
  queue: sqs.IQueue,
  { deadLetterQueue, severity }: QueueMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period } = thresholds;
  const maximum = { statistic: cloudwatch.Stats.MAXIMUM, period, label };
  const age = queue.metricApproximateAgeOfOldestMessage(maximum);
  const dead = deadLetterQueue?.metricApproximateNumberOfMessagesVisible(maximum);
  const oldest = thresholds.queueAge.toSeconds();
  return {
    section: 'Queues',
    label,
    lines: [
      { chart: 'Age of the oldest message', unit: 's', metrics: [age], marks: [mark(oldest, 's')] },
      {
        chart: 'Messages that wait',
        unit: 'messages',
        metrics: [queue.metricApproximateNumberOfMessagesVisible(maximum)],
      },
      ...(dead
        ? [{ chart: 'Dead letters', unit: 'messages', metrics: [dead], marks: [mark(thresholds.deadLetters, '')] }]
        : []),
    ],
    alarms: [
      { kind: PaymentAlarm.QUEUE_AGE, metric: age, threshold: oldest, severity },
      ...(dead ? [{ kind: PaymentAlarm.DEAD_LETTERS, metric: dead, threshold: thresholds.deadLetters, severity }] : []),
    ],
  };
}

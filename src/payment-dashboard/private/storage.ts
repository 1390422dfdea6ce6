import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { ReplicationMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { type MonitoredPart, mark } from './monitored-part';
import type { SettledThresholds } from './settled-thresholds';

/**
 * S3 counts once a day.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 */
export function bucketPart(bucket: s3.IBucket, label: string): MonitoredPart {
  const daily = (metricName: string, StorageType: string, what: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/S3',
      metricName,
      dimensionsMap: { BucketName: bucket.bucketName, StorageType },
      statistic: cloudwatch.Stats.AVERAGE,
      period: Duration.days(1),
      label: `${label}${what}`,
    }).attachTo(bucket);
  const size = [
    daily('BucketSizeBytes', 'StandardStorage', ' standard'),
    daily('BucketSizeBytes', 'GlacierStorage', ' archived'),
  ];
  return {
    section: 'Storage',
    label,
    lines: [
      { chart: 'Size (daily)', unit: 'bytes', metrics: size },
      { chart: 'Objects (daily)', unit: 'objects', metrics: [daily('NumberOfObjects', 'AllStorageTypes', '')] },
    ],
    alarms: [],
    costs: [{ chart: 'Data in buckets (daily)', unit: 'bytes', stacked: true, metrics: size }],
  };
}

/**
 * The metrics are written where the copies are made from, once they are switched on for the rule.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function replicationPart(
  source: s3.IBucket,
  { destination, ruleId }: ReplicationMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const metric = (metricName: string, statistic: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/S3',
      metricName,
      dimensionsMap: { SourceBucket: source.bucketName, DestinationBucket: destination.bucketName, RuleId: ruleId },
      statistic,
      period: thresholds.period,
      label,
    }).attachTo(source);
  const latency = metric('ReplicationLatency', 'Maximum');
  const failures = metric('OperationsFailedReplication', 'Sum');
  const most = thresholds.replicationLatency.toSeconds();
  return {
    section: 'Replication',
    label,
    lines: [
      { chart: 'Replication lag', unit: 's', metrics: [latency], marks: [mark(most, 's')] },
      { chart: 'Bytes pending', unit: 'bytes', metrics: [metric('BytesPendingReplication', 'Maximum')] },
      { chart: 'Operations pending', unit: 'objects', metrics: [metric('OperationsPendingReplication', 'Maximum')] },
      {
        chart: 'Failed operations',
        unit: 'objects',
        metrics: [failures],
        marks: [mark(thresholds.replicationFailures, '')],
      },
    ],
    alarms: [
      { kind: PaymentAlarm.REPLICATION_LATENCY, metric: latency, threshold: most },
      { kind: PaymentAlarm.REPLICATION_FAILURES, metric: failures, threshold: thresholds.replicationFailures },
    ],
  };
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export function topicPart(topic: sns.ITopic, label: string, thresholds: SettledThresholds): MonitoredPart {
  const sum = { statistic: cloudwatch.Stats.SUM, period: thresholds.period, label };
  const failed = topic.metricNumberOfNotificationsFailed(sum);
  return {
    section: 'Notifications',
    label,
    lines: [
      { chart: 'Published', unit: 'messages', metrics: [topic.metricNumberOfMessagesPublished(sum)] },
      { chart: 'Delivered', unit: 'messages', metrics: [topic.metricNumberOfNotificationsDelivered(sum)] },
      {
        chart: 'Not delivered',
        unit: 'messages',
        metrics: [failed],
        marks: [mark(thresholds.topicDeliveryFailures, '')],
      },
    ],
    alarms: [
      { kind: PaymentAlarm.TOPIC_DELIVERY_FAILURES, metric: failed, threshold: thresholds.topicDeliveryFailures },
    ],
  };
}

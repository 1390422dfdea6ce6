import { Duration, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { createKey } from '../private/keys';
import { physicalName, purposeOf } from '../private/names';
import { removalOf } from '../private/removal';
import { requireDuration, requireRange } from '../private/validation';
import type { PaymentQueueProps } from './payment-queue-props';

const LONGEST_RETENTION = Duration.days(14);

/**
 * A queue encrypted with a customer key, refused without TLS, whose undeliverable messages wait in a dead-letter queue of its own.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export class PaymentQueue extends Construct {
  /** The queue. */
  public readonly queue: sqs.IQueue;
  /** Where messages go that nobody could handle; watch its depth. */
  public readonly deadLetterQueue: sqs.IQueue;
  /** Key of both. */
  public readonly encryptionKey: kms.IKey;

  constructor(scope: Construct, id: string, props: PaymentQueueProps = {}) {
    super(scope, id);
    requireDuration('visibilityTimeout', props.visibilityTimeout, Duration.seconds(0), Duration.hours(12));
    requireDuration('retentionPeriod', props.retentionPeriod, Duration.minutes(1), LONGEST_RETENTION);
    const maxReceiveCount = props.maxReceiveCount ?? 5;
    requireRange('maxReceiveCount', maxReceiveCount, 1, 1000);

    const { removalPolicy } = removalOf(this, props.removalPolicy);
    this.encryptionKey =
      props.encryptionKey ??
      createKey(this, 'Key', { description: `Encrypts the messages of ${this.node.path}`, removalPolicy });
    const both = {
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: this.encryptionKey,
      enforceSSL: true,
      ...(props.fifo && { fifo: true, contentBasedDeduplication: true }),
      removalPolicy,
    };
    const queueName = physicalName(this, { type: 'queue', maxLength: 80, fifo: props.fifo });
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetters', {
      ...both,
      queueName: this.deadLetterName(props),
      retentionPeriod: LONGEST_RETENTION,
      redriveAllowPolicy: this.deadLettersOf(queueName),
    });
    this.queue = new sqs.Queue(this, 'Resource', {
      ...both,
      queueName,
      visibilityTimeout: props.visibilityTimeout ?? Duration.minutes(3),
      retentionPeriod: props.retentionPeriod ?? Duration.days(4),
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
  }

  /** Lets a principal send, and encrypt what it sends. */
  public grantSendMessages(grantee: iam.IGrantable): iam.Grant {
    return this.queue.grantSendMessages(grantee);
  }

  /** Lets a principal receive and delete, and decrypt what it receives. */
  public grantConsumeMessages(grantee: iam.IGrantable): iam.Grant {
    return this.queue.grantConsumeMessages(grantee);
  }

  /** Messages that wait; maximum over five minutes. */
  public metricApproximateNumberOfMessagesVisible(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible(options);
  }

  /** Seconds the oldest message has waited; maximum over five minutes. */
  public metricApproximateAgeOfOldestMessage(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.queue.metricApproximateAgeOfOldestMessage(options);
  }

  /** Messages in the dead-letter queue: more than none needs a person. */
  public metricDeadLetters(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible(options);
  }

  /** By name, since the two queues cannot refer to each other; where CloudFormation names them, every queue of the account. */
  private deadLettersOf(queueName?: string): sqs.RedriveAllowPolicy {
    if (queueName === undefined) return { redrivePermission: sqs.RedrivePermission.ALLOW_ALL };
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return {
      redrivePermission: sqs.RedrivePermission.BY_QUEUE,
      sourceQueues: [sqs.Queue.fromQueueArn(this, 'Source', arn)],
    };
  }

  private deadLetterName(props: PaymentQueueProps): string | undefined {
    const purpose = `${purposeOf(this).replace(/-queue$/, '')}-dead-letter`;
    const resourceName = `${purpose}-queue`;
    return physicalName(this, { type: 'queue', maxLength: 80, purpose, resourceName, fifo: props.fifo });
  }
}

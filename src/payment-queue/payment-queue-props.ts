import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** A queue, its dead-letter queue, and how long either waits. */
export interface PaymentQueueProps {
  /**
   * How long a message is hidden from others while one consumer works on it: at least six times the consumer's time-out,
   * so that a retry by Lambda itself does not make a second consumer start. 0 seconds to 12 hours.
   *
   * @default Duration.minutes(3)
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   */
  readonly visibilityTimeout?: Duration;

  /**
   * Times a message is received before it goes to the dead-letter queue. 1 to 1000.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a message waits for a consumer. 1 minute to 14 days; dead letters always wait 14 days.
   *
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;

  /**
   * First in, first out, within each message group; exactly once within five minutes by content.
   *
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * Key of both queues.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to queues and key when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

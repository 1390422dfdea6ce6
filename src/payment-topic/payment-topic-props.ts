import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** An encrypted topic. */
export interface PaymentTopicProps {
  /**
   * Name that subscribers see as the sender of e-mail and text messages. At most 100 characters.
   *
   * @default - none
   */
  readonly displayName?: string;

  /**
   * Whether CloudWatch alarms may publish: key and topic policy let them, for alarms of this account only.
   *
   * @default false
   */
  readonly alarmsMayPublish?: boolean;

  /**
   * Key of the topic.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to a new key when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What a queue gets from a topic. */
export interface TopicQueueOptions {
  /**
   * Types of events that are delivered, by the message attribute `eventType`.
   *
   * @default - all of them
   */
  readonly eventTypes?: string[];
}

import { Names } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { purposeOf } from '../private/names';
import { createTopic } from '../private/topics';
import { requirePattern } from '../private/validation';
import type { PaymentTopicProps, TopicQueueOptions } from './payment-topic-props';
import { subscribeQueue } from './private/queue-subscription';

/** A topic encrypted with a customer key and refused without TLS. */
export class PaymentTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.ITopic;
  /** Its key. */
  public readonly encryptionKey: kms.IKey;

  constructor(scope: Construct, id: string, props: PaymentTopicProps = {}) {
    super(scope, id);
    requirePattern('displayName', props.displayName, /^.{0,100}$/, 'at most 100 characters');
    const { topic, encryptionKey } = createTopic(this, 'Resource', { ...props, purpose: purposeOf(this) });
    this.topic = topic;
    this.encryptionKey = encryptionKey;
  }

  /** Delivers to a queue, as the message was published, without the envelope of SNS. The queue's key lets SNS use it. */
  public addQueue(queue: sqs.IQueue, options: TopicQueueOptions = {}): void {
    const id = `To${Names.nodeUniqueId(queue.node)}`;
    subscribeQueue(this, id, this.topic, queue, options.eventTypes);
  }

  /** Lets a principal publish, and encrypt what it publishes. */
  public grantPublish(grantee: iam.IGrantable): iam.Grant {
    return this.topic.grantPublish(grantee);
  }

  /** Lets a principal subscribe. */
  public grantSubscribe(grantee: iam.IGrantable): iam.Grant {
    return this.topic.grantSubscribe(grantee);
  }

  /** Deliveries that failed for good; sum over five minutes. */
  public metricNumberOfNotificationsFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.topic.metricNumberOfNotificationsFailed(options);
  }

  /** Messages that were published; sum over five minutes. */
  public metricNumberOfMessagesPublished(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.topic.metricNumberOfMessagesPublished(options);
  }

  /** Deliveries that succeeded; sum over five minutes. */
  public metricNumberOfNotificationsDelivered(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.topic.metricNumberOfNotificationsDelivered(options);
  }
}

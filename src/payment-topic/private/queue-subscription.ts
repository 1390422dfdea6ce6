import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EVENT_TYPE_ATTRIBUTE } from '../../contract/payment-events';

/**
 * Delivers messages raw. The queue takes them from this topic only, and its key serves topics of this account only:
 * CDK's own subscription opens the key to the topics of everybody, unless a feature flag says otherwise.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 */
export function subscribeQueue(
  scope: Construct,
  id: string,
  topic: sns.ITopic,
  queue: sqs.IQueue,
  eventTypes?: string[],
): void {
  const service = new iam.ServicePrincipal('sns.amazonaws.com');
  const { policyDependable } = queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [service],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }),
  );
  queue.encryptionMasterKey?.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [service],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
    }),
  );
  const subscription = new sns.Subscription(scope, id, {
    topic,
    protocol: sns.SubscriptionProtocol.SQS,
    endpoint: queue.queueArn,
    rawMessageDelivery: true,
    filterPolicy: eventTypes && {
      [EVENT_TYPE_ATTRIBUTE]: sns.SubscriptionFilter.stringFilter({ allowlist: eventTypes }),
    },
  });
  if (policyDependable) subscription.node.addDependency(policyDependable);
}

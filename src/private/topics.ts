import { Aws, type RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { createKey } from './keys';
import { physicalName } from './names';

export interface TopicOptions {
  readonly purpose: string;
  readonly displayName?: string;
  /** A key is made for this topic where absent. */
  readonly encryptionKey?: kms.IKey;
  readonly alarmsMayPublish?: boolean;
  readonly removalPolicy?: RemovalPolicy;
}

export interface EncryptedTopic {
  readonly topic: sns.Topic;
  readonly encryptionKey: kms.IKey;
}

/** A topic encrypted with a customer key and refused without TLS. */
export function createTopic(scope: Construct, id: string, options: TopicOptions): EncryptedTopic {
  const encryptionKey =
    options.encryptionKey ??
    createKey(scope, `${id === 'Resource' ? '' : id}Key`, {
      description: `Encrypts the messages of ${scope.node.path}`,
      purpose: options.purpose,
      removalPolicy: options.removalPolicy,
    });
  const topic = new sns.Topic(scope, id, {
    topicName: physicalName(scope, { type: 'topic', maxLength: 256, purpose: options.purpose }),
    displayName: options.displayName,
    masterKey: encryptionKey,
    enforceSSL: true,
  });
  if (options.alarmsMayPublish ?? false) letAlarmsPublish(topic, encryptionKey);
  return { topic, encryptionKey };
}

/**
 * A policy that refuses plain HTTP replaces the default one, which had let the owner's alarms in: topic and key must name CloudWatch.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
function letAlarmsPublish(topic: sns.Topic, key: kms.IKey): void {
  const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
  const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [cloudWatch],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions,
    }),
  );
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [cloudWatch],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions,
    }),
  );
}

import { Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { physicalName, purposeOf } from '../../private/names';
import { removalOf } from '../../private/removal';

/** A queue for the events that one function could not handle, kept as long as SQS can. */
export function createDeadLetterQueue(scope: Construct, encryptionKey: kms.IKey): sqs.IQueue {
  return new sqs.Queue(scope, 'DeadLetters', {
    queueName: physicalName(scope, { type: 'queue', maxLength: 80, purpose: purposeOf(scope, 'dead-letter') }),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy: removalOf(scope).removalPolicy,
  });
}

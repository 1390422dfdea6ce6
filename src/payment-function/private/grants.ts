import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { grantWildcard } from '../../private/wildcard';

/**
 * Exact grants, all on the role's side: CDK's own name actions and keys by patterns, and write roles into key policies,
 * which makes two stacks depend on each other in a circle.
 */

/** Actions on the items whose partition key begins with a prefix of `SessionKeyPrefix`, one item at a time. */
export function grantItems(role: iam.IRole, table: dynamodb.ITable, prefix: string, actions: string[]): void {
  grant(
    role,
    actions.map((action) => `dynamodb:${action}`),
    table.tableArn,
    {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [prefix] },
    },
  );
  if (!table.encryptionKey) return;
  grantKey(role, table.encryptionKey, 'dynamodb', ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey']);
}

export function grantSend(role: iam.IRole, queue: sqs.IQueue): void {
  grant(role, ['sqs:SendMessage'], queue.queueArn);
  if (queue.encryptionMasterKey) grantKey(role, queue.encryptionMasterKey, 'sqs', ['Decrypt', 'GenerateDataKey']);
}

export function grantPublish(role: iam.IRole, topic: sns.ITopic): void {
  grant(role, ['sns:Publish'], topic.topicArn);
  if (topic.masterKey) grantKey(role, topic.masterKey, 'sns', ['Decrypt', 'GenerateDataKey']);
}

/** The parameters a function reads, each by its name. A secure one also needs its key. */
export function grantParameters(role: iam.IRole, path: string, names: string[], key?: kms.IKey): void {
  const stack = Stack.of(role);
  const arns = names.map((name) =>
    stack.formatArn({
      service: 'ssm',
      resource: `parameter${path}/${name}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    }),
  );
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameters'], resources: arns }));
  if (key) grantKey(role, key, 'ssm', ['Decrypt']);
}

/** Use of a key through one service only. */
function grantKey(role: iam.IRole, key: kms.IKey, service: string, actions: string[]): void {
  grant(
    role,
    actions.map((action) => `kms:${action}`),
    key.keyArn,
    { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` } },
  );
}

function grant(role: iam.IRole, actions: string[], resource: string, conditions?: iam.Conditions): void {
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [resource], conditions }));
}

/** Fingerprints, and no other use of the key; its kind allows one algorithm only. */
export function grantMac(role: iam.IRole, key: kms.IKey): void {
  grant(role, ['kms:GenerateMac'], key.keyArn);
}

/** Signatures, and the public half that names the key. */
export function grantSign(role: iam.IRole, key: kms.IKey): void {
  grant(role, ['kms:GetPublicKey', 'kms:Sign'], key.keyArn);
}

/** Objects below a prefix, and the difference between one that is missing and one that is forbidden. */
export function grantArchive(role: iam.IRole, bucket: s3.IBucket, prefix: string): void {
  const objects = bucket.arnForObjects(`${prefix}*`);
  grantWildcard(role, ['s3:GetObject', 's3:PutObject'], objects, 'The objects of the trail are named by their numbers');
  grant(role, ['s3:ListBucket'], bucket.bucketArn);
  if (bucket.encryptionKey) grantKey(role, bucket.encryptionKey, 's3', ['Decrypt', 'GenerateDataKey']);
}

/** Objects below a prefix, each of their versions too. */
export function grantReadObjects(role: iam.IRole, bucket: s3.IBucket, prefix: string): void {
  grantObjects(role, bucket, prefix, ['s3:GetObject', 's3:GetObjectVersion']);
  if (bucket.encryptionKey) grantKey(role, bucket.encryptionKey, 's3', ['Decrypt']);
}

/** New objects below a prefix, and nothing of what is there. */
export function grantPutObjects(role: iam.IRole, bucket: s3.IBucket, prefix: string): void {
  grantObjects(role, bucket, prefix, ['s3:PutObject']);
  if (bucket.encryptionKey) grantKey(role, bucket.encryptionKey, 's3', ['GenerateDataKey']);
}

function grantObjects(role: iam.IRole, bucket: s3.IBucket, prefix: string, actions: string[]): void {
  grantWildcard(role, actions, bucket.arnForObjects(`${prefix}*`), `Whoever puts objects below ${prefix} names them`);
}

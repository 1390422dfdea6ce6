import {
  PutBucketEncryptionCommand,
  PutBucketTaggingCommand,
  S3Client,
  type ServerSideEncryption,
} from '@aws-sdk/client-s3';
import { clientOptions } from '../../aws-access';
import { isRecord } from '../template';
import type { DeployedStack } from './deployed-stack';
import type { Restore } from './restore';

const type = 'AWS::S3::Bucket';
const clientOf = (stack: DeployedStack) => new S3Client({ ...clientOptions(stack.access), forcePathStyle: true });
const recordsOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);

function encryptionRule(stack: DeployedStack, rule: Readonly<Record<string, unknown>>) {
  const byDefault = isRecord(rule.ServerSideEncryptionByDefault) ? rule.ServerSideEncryptionByDefault : {};
  const key = byDefault.KMSMasterKeyID;
  return {
    BucketKeyEnabled: rule.BucketKeyEnabled === true,
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: stack.resolve(byDefault.SSEAlgorithm) as ServerSideEncryption,
      ...(key !== undefined && { KMSMasterKeyID: stack.resolve(key) }),
    },
  };
}

export const s3Restores: readonly Restore[] = [
  {
    type,
    property: 'BucketEncryption',
    apply: async (stack, { physicalId: Bucket }, value) => {
      const rules = recordsOf(isRecord(value) ? value.ServerSideEncryptionConfiguration : undefined);
      const Rules = rules.map((rule) => encryptionRule(stack, rule));
      const ServerSideEncryptionConfiguration = { Rules };
      await clientOf(stack).send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    },
  },
  {
    type,
    property: 'Tags', // without them the emulator cannot delete the bucket again
    apply: async (stack, { physicalId: Bucket }, value) => {
      const TagSet = recordsOf(value).map((tag) => ({ Key: stack.resolve(tag.Key), Value: stack.resolve(tag.Value) }));
      await clientOf(stack).send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    },
  },
];

import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentBucket, PaymentBucketEncryption, type PaymentBucketProps } from '../../src/payment-bucket';

const DOCUMENTS = { LifecycleConfiguration: { Rules: [Match.objectLike({ Id: 'archive' })] } };

function synthesize(props: PaymentBucketProps = {}, production?: boolean) {
  const stack = new Stack();
  if (production !== undefined) PaymentEnvironment.define(stack, { production, environmentSuffix: 'pr42' });
  const bucket = new PaymentBucket(stack, 'Documents', props);
  return { bucket, stack, template: Template.fromStack(stack) };
}

function encryptionOf(rule: object) {
  return { ...DOCUMENTS, BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } };
}

describe('defaults', () => {
  const { template } = synthesize();

  test('objects are versioned, private, and encrypted under a key of the bucket’s own', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      ...encryptionOf({
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('DocumentsKey'), 'Arn'] },
        },
      }),
      BucketName: Match.absent(),
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('objects are archived after 90 days, and old versions go after a year', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'archive',
            Status: 'Enabled',
            Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }],
            NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }],
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  test('access logs go to a bucket of their own, which takes them from this bucket only and keeps them a year', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      ...DOCUMENTS,
      LoggingConfiguration: {
        DestinationBucketName: { Ref: Match.stringLikeRegexp('AccessLogBucket') },
        LogFilePrefix: 'Default/Documents/',
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp('AccessLogBucket') },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:PutObject',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Condition: {
              ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('DocumentsBucket'), 'Arn'] } },
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            },
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365 })] },
      LoggingConfiguration: Match.absent(),
    });
  });

  test('both buckets refuse plain HTTP and TLS before 1.2', () => {
    template.resourceCountIs('AWS::S3::BucketPolicy', 2);
    template.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
        ]),
      },
    });
  });

  test('without an environment both buckets stay when the stack goes', () => {
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
  });
});

describe('environment', () => {
  test('a destroyable bucket and its logs empty themselves, go, and are not locked', () => {
    const { template } = synthesize({ objectLock: s3.ObjectLockRetention.compliance(Duration.days(30)) }, false);
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    template.allResourcesProperties('AWS::S3::Bucket', { ObjectLockConfiguration: Match.absent() });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 2);
  });

  test('in production nothing empties itself, and objects are locked for a year', () => {
    const { template } = synthesize({}, true);
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
    template.hasResourceProperties('AWS::S3::Bucket', {
      ...DOCUMENTS,
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
    });
  });

  test('names carry suffix, account and region', () => {
    const { template } = synthesize({}, false);
    const named = (beginning: string) => ({
      BucketName: { 'Fn::Join': ['', [beginning, { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]] },
    });
    template.hasResourceProperties('AWS::S3::Bucket', named('documents-bucket-dev-pr42-'));
    template.hasResourceProperties('AWS::S3::Bucket', named('documents-logs-bucket-dev-pr42-'));
  });
});

describe('choices', () => {
  test.each([
    [
      'the key that AWS manages',
      PaymentBucketEncryption.awsManagedKey(),
      { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
    ],
    [
      'keys that S3 keeps',
      PaymentBucketEncryption.s3ManagedKey(),
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ],
  ])('%s can encrypt the objects, and no key is made', (_, encryption, rule) => {
    const { template, bucket } = synthesize({ encryption });
    template.hasResourceProperties('AWS::S3::Bucket', encryptionOf(rule));
    template.resourceCountIs('AWS::KMS::Key', 0);
    expect(bucket.encryptionKey).toBeUndefined();
  });

  test('a key of the user’s is used, and no other is made', () => {
    const stack = new Stack();
    const key = new kms.Key(stack, 'Own');
    const bucket = new PaymentBucket(stack, 'Documents', { encryption: PaymentBucketEncryption.customerKey(key) });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
    expect(bucket.encryptionKey).toBe(key);
  });

  test('ages are the user’s; versions that go before the archive are not archived', () => {
    const { template } = synthesize({
      archiveAfter: Duration.days(30),
      expireAfter: Duration.days(2555),
      expireOldVersionsAfter: Duration.days(10),
    });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          {
            Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }],
            NoncurrentVersionTransitions: Match.absent(),
            NoncurrentVersionExpiration: { NoncurrentDays: 10 },
            ExpirationInDays: 2555,
          },
        ],
      },
    });
  });

  test('an object lock of the user’s is used in production', () => {
    const objectLock = s3.ObjectLockRetention.compliance(Duration.days(2557));
    synthesize({ objectLock }, true).template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2557 } } },
    });
  });

  test('access logs of several buckets can share one', () => {
    const stack = new Stack();
    const accessLogBucket = new s3.Bucket(stack, 'Logs');
    new PaymentBucket(stack, 'Documents', { accessLogBucket });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::S3::Bucket', 2);
    template.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: { Ref: Match.stringLikeRegexp('^Logs') } },
    });
  });
});

test.each([
  ['grantRead', 'kms:Decrypt', 's3:GetObject*'],
  ['grantPut', 'kms:GenerateDataKey*', 's3:PutObject'],
] as const)('%s reaches the objects below the prefix and the key', (method, keyAction, objectAction) => {
  const stack = new Stack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  new PaymentBucket(stack, 'Documents')[method](role, 'receipts/*');
  const policy = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  for (const expected of [keyAction, objectAction, '/receipts/*']) expect(policy).toContain(expected);
});

test.each([
  ['metricBucketSizeBytes', 'BucketSizeBytes', 'StandardStorage'],
  ['metricNumberOfObjects', 'NumberOfObjects', 'AllStorageTypes'],
] as const)('%s is counted once a day', (method, metricName, StorageType) => {
  const { bucket, stack } = synthesize();
  const metric = bucket[method]();
  expect(metric).toMatchObject({ namespace: 'AWS/S3', metricName, statistic: 'Average', period: Duration.days(1) });
  expect(stack.resolve(metric.dimensions)).toEqual({
    BucketName: stack.resolve(bucket.bucket.bucketName),
    StorageType,
  });
});

describe('fails', () => {
  test.each([
    [
      'an archive from the first second',
      { archiveAfter: Duration.hours(1) },
      "'archiveAfter' must be 1 day to 36500 days, got 1 hour",
    ],
    [
      'objects that go before they are archived',
      { expireAfter: Duration.days(90) },
      "'expireAfter' must be 91 days to 36500 days, got 90 days",
    ],
    [
      'old versions that never were',
      { expireOldVersionsAfter: Duration.days(0) },
      "'expireOldVersionsAfter' must be 1 day to 36500 days, got 0 days",
    ],
  ])('fails on %s', (_, props, message) => {
    expect(() => synthesize(props)).toThrow(message);
  });
});

import { Aws, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { physicalName, purposeOf } from '../../private/names';
import { removalOf } from '../../private/removal';

const KEPT = Duration.days(365);

/** Bucket for the access logs of other buckets. S3 delivers them to buckets with S3's own keys only. */
export function createAccessLogBucket(scope: Construct, id: string, removal?: RemovalPolicy): s3.Bucket {
  const { removalPolicy, destroyable } = removalOf(scope, removal);
  const bucket = new s3.Bucket(scope, id, {
    bucketName: physicalName(scope, {
      type: 'bucket',
      purpose: purposeOf(scope, 'logs'),
      maxLength: 63,
      withAccountAndRegion: true,
      pattern: 'lower',
    }),
    encryption: s3.BucketEncryption.S3_MANAGED,
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [
      {
        expiration: KEPT,
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    autoDeleteObjects: destroyable,
    removalPolicy,
  });
  excuseFindings(bucket);
  return bucket;
}

/**
 * Sends a bucket's access logs to another one. CDK would do it by an access control list unless a feature flag is on,
 * and buckets that enforce ownership refuse those.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function deliverAccessLogs(from: s3.Bucket, to: s3.IBucket, prefix: string): void {
  const resource = from.node.defaultChild as s3.CfnBucket;
  resource.loggingConfiguration = { destinationBucketName: to.bucketName, logFilePrefix: prefix };
  to.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [to.arnForObjects(`${prefix}*`)],
      conditions: {
        ArnLike: { 'aws:SourceArn': from.bucketArn },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  );
}

function excuseFindings(bucket: s3.Bucket): void {
  const logs = 'It holds the access logs: logging access to them would never end';
  const key = 'S3 delivers access logs only to buckets that are encrypted with S3’s own keys';
  const replication = 'Access logs are kept for a year in one region; the bucket they are about decides on replication';
  acknowledge(bucket.node.findChild('Resource'), {
    'AwsSolutions-S1': logs,
    'PCI.DSS.321-S3BucketLoggingEnabled': logs,
    'NIST.800.53.R5-S3BucketLoggingEnabled': logs,
    'HIPAA.Security-S3BucketLoggingEnabled': logs,
    'NIST.800.53.R5-S3DefaultEncryptionKMS': key,
    'HIPAA.Security-S3DefaultEncryptionKMS': key,
    'PCI.DSS.321-S3DefaultEncryptionKMS': key,
    'PCI.DSS.321-S3BucketReplicationEnabled': replication,
    'NIST.800.53.R5-S3BucketReplicationEnabled': replication,
    'HIPAA.Security-S3BucketReplicationEnabled': replication,
  });
}

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { physicalName } from '../private/names';
import { removalOf } from '../private/removal';
import { requireDuration } from '../private/validation';
import { PaymentBucketEncryption } from './payment-bucket-encryption';
import type { PaymentBucketProps } from './payment-bucket-props';
import { createAccessLogBucket, deliverAccessLogs } from './private/access-log-bucket';
import { sendEvents } from './private/event-bridge';

const ONE_DAY = Duration.days(1);
/** S3 counts days in a 32-bit number; nobody means more than a century. */
const LONGEST = Duration.days(36_500);
const UPLOAD_LIMIT = Duration.days(7);

/** A versioned, encrypted bucket that only TLS reaches, with its access logs and a way to the archive. */
export class PaymentBucket extends Construct {
  /** The bucket. */
  public readonly bucket: s3.Bucket;

  /** Where its access logs are, below its construct path. */
  public readonly accessLogBucket: s3.IBucket;

  /** Customer key; absent where AWS keeps the key. */
  public readonly encryptionKey?: kms.IKey;

  constructor(scope: Construct, id: string, props: PaymentBucketProps = {}) {
    super(scope, id);
    const lifecycleRule = lifecycleOf(props);
    const { removalPolicy, destroyable } = removalOf(this, props.removalPolicy);
    const { encryption, encryptionKey } = (props.encryption ?? PaymentBucketEncryption.customerKey()).bind(this);
    const lock = props.objectLock ?? s3.ObjectLockRetention.governance(Duration.days(365));

    this.encryptionKey = encryptionKey;
    this.accessLogBucket = props.accessLogBucket ?? createAccessLogBucket(this, 'AccessLogBucket', props.removalPolicy);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      bucketName: physicalName(this, {
        type: 'bucket',
        maxLength: 63,
        withAccountAndRegion: true,
        pattern: 'lower',
      }),
      encryption,
      encryptionKey,
      bucketKeyEnabled: encryption === s3.BucketEncryption.S3_MANAGED ? undefined : true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [lifecycleRule],
      objectLockDefaultRetention: destroyable ? undefined : lock,
      autoDeleteObjects: destroyable,
      removalPolicy,
    });
    if (props.eventBridgeEnabled) sendEvents(this.bucket);
    deliverAccessLogs(this.bucket, this.accessLogBucket, `${this.node.path}/`);
    this.excuseFindings(encryption);
  }

  /** Lets a principal read and list objects, below a prefix or all, and decrypt them. */
  public grantRead(grantee: iam.IGrantable, keyPattern?: string): iam.Grant {
    return this.bucket.grantRead(grantee, keyPattern);
  }

  /** Lets a principal add objects, below a prefix or anywhere, and encrypt them; it can read none. */
  public grantPut(grantee: iam.IGrantable, keyPattern?: string): iam.Grant {
    return this.bucket.grantPut(grantee, keyPattern);
  }

  /** Bytes of objects of the storage class `StandardStorage`, unless `dimensionsMap` names another; S3 counts once a day. */
  public metricBucketSizeBytes(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.daily('BucketSizeBytes', 'StandardStorage', options);
  }

  /** Objects of all storage classes, old versions too; S3 counts once a day. */
  public metricNumberOfObjects(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.daily('NumberOfObjects', 'AllStorageTypes', options);
  }

  private daily(metricName: string, StorageType: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/S3',
      metricName,
      dimensionsMap: { BucketName: this.bucket.bucketName, StorageType },
      statistic: cloudwatch.Stats.AVERAGE,
      period: ONE_DAY,
      ...options,
    }).attachTo(this);
  }

  private excuseFindings(encryption: s3.BucketEncryption): void {
    const replication =
      'Versions and object lock keep the objects: whether another region keeps them too is the application’s choice';
    const key = 'The application chose PaymentBucketEncryption.s3ManagedKey()';
    const own = this.bucket.node.findChild('Resource');
    for (const pack of ['PCI.DSS.321', 'NIST.800.53.R5', 'HIPAA.Security']) {
      acknowledge(own, { [`${pack}-S3BucketReplicationEnabled`]: replication });
      if (encryption === s3.BucketEncryption.S3_MANAGED) acknowledge(own, { [`${pack}-S3DefaultEncryptionKMS`]: key });
    }
  }
}

function lifecycleOf(props: PaymentBucketProps): s3.LifecycleRule {
  const archiveAfter = props.archiveAfter ?? Duration.days(90);
  const expireOldVersionsAfter = props.expireOldVersionsAfter ?? Duration.days(365);
  requireDuration('archiveAfter', archiveAfter, ONE_DAY, LONGEST);
  requireDuration('expireOldVersionsAfter', expireOldVersionsAfter, ONE_DAY, LONGEST);
  requireDuration('expireAfter', props.expireAfter, archiveAfter.plus(ONE_DAY), LONGEST);
  const glacier = s3.StorageClass.GLACIER;
  return {
    id: 'archive',
    transitions: [{ storageClass: glacier, transitionAfter: archiveAfter }],
    noncurrentVersionTransitions:
      expireOldVersionsAfter.toDays() > archiveAfter.toDays()
        ? [{ storageClass: glacier, transitionAfter: archiveAfter }]
        : undefined,
    noncurrentVersionExpiration: expireOldVersionsAfter,
    expiration: props.expireAfter,
    abortIncompleteMultipartUploadAfter: UPLOAD_LIMIT,
  };
}

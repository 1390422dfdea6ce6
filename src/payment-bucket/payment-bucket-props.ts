import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IPaymentBucketEncryption } from './payment-bucket-encryption';

/** Encryption, life cycle and access logs of a bucket. */
export interface PaymentBucketProps {
  /**
   * How objects are encrypted.
   *
   * @default PaymentBucketEncryption.customerKey()
   */
  readonly encryption?: IPaymentBucketEncryption;

  /**
   * Age at which objects, old versions too, move to Glacier Flexible Retrieval: whole days, at least 1.
   *
   * @default Duration.days(90)
   */
  readonly archiveAfter?: Duration;

  /**
   * Age at which objects are deleted: whole days, later than `archiveAfter`.
   *
   * @default - never
   */
  readonly expireAfter?: Duration;

  /**
   * Time after which a version that was overwritten or deleted is removed for good: whole days, at least 1.
   *
   * @default Duration.days(365)
   */
  readonly expireOldVersionsAfter?: Duration;

  /**
   * How long no version can be deleted, by anyone whom the mode does not excuse.
   * Without effect where the bucket is destroyed with its stack: a locked object would keep it from going.
   *
   * @default s3.ObjectLockRetention.governance(Duration.days(365))
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
   */
  readonly objectLock?: s3.ObjectLockRetention;

  /**
   * Whether EventBridge is told of every object that comes, changes or goes.
   * Without the helper function that `s3.Bucket` brings for it, hence not together with notifications of the bucket itself.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
   */
  readonly eventBridgeEnabled?: boolean;

  /**
   * Where the bucket's access logs go; it must let `logging.s3.amazonaws.com` write below the bucket's construct path.
   *
   * @default - a new bucket, whose logs expire after a year
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * What happens to the bucket when its stack goes. A bucket that is destroyed empties itself before.
   *
   * @default - destroyed in an environment that is not production, else retained
   */
  readonly removalPolicy?: RemovalPolicy;
}

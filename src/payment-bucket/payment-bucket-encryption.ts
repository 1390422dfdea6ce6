import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { createKey } from '../private/keys';

/** What a choice of encryption came to. */
export interface PaymentBucketEncryptionConfig {
  /** Kind of encryption. */
  readonly encryption: s3.BucketEncryption;

  /**
   * Customer key.
   *
   * @default - none: AWS keeps the key
   */
  readonly encryptionKey?: kms.IKey;
}

/** A way to encrypt the objects of a bucket. */
export interface IPaymentBucketEncryption {
  /** Makes what the choice needs below `scope`. */
  bind(scope: Construct): PaymentBucketEncryptionConfig;
}

/** The ways to encrypt the objects of a bucket. */
export class PaymentBucketEncryption implements IPaymentBucketEncryption {
  /**
   * `aws:kms` under a customer key: who may read is decided by the key as well as by the bucket.
   *
   * @param key made for the bucket when absent
   */
  public static customerKey(key?: kms.IKey): PaymentBucketEncryption {
    return new PaymentBucketEncryption(s3.BucketEncryption.KMS, key);
  }

  /** `aws:kms` under the account's `aws/s3` key: audited by CloudTrail, but its policy cannot be changed. */
  public static awsManagedKey(): PaymentBucketEncryption {
    return new PaymentBucketEncryption(s3.BucketEncryption.KMS_MANAGED);
  }

  /** AES-256 with keys that S3 keeps. */
  public static s3ManagedKey(): PaymentBucketEncryption {
    return new PaymentBucketEncryption(s3.BucketEncryption.S3_MANAGED);
  }

  private constructor(
    private readonly encryption: s3.BucketEncryption,
    private readonly key?: kms.IKey,
  ) {}

  public bind(scope: Construct): PaymentBucketEncryptionConfig {
    if (this.encryption !== s3.BucketEncryption.KMS) return { encryption: this.encryption };
    const description = `Encrypts the objects of ${scope.node.path}`;
    return { encryption: this.encryption, encryptionKey: this.key ?? createKey(scope, 'Key', { description }) };
  }
}

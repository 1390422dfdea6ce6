import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AuditTrail } from '../contract/audit-trail';
import { SealAuditEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { requireDuration, requirePattern } from '../private/validation';
import { FailureDestination } from './failure-destination';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { grantArchive, grantSign } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { runEvery } from './private/schedule';
import { useLedger } from './private/use-ledger';

/** What the function that seals the audit trail needs. */
export interface SealAuditFunctionProps extends PaymentFunctionOptions {
  /** The ledger, which holds the records until they are sealed, and after; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /**
   * Versioned bucket that keeps the sealed trail. Lock its objects for as long as you must keep the trail: PCI DSS 10.5.1 asks
   * for a year, the last three months at hand.
   */
  readonly auditBucket: s3.IBucket;

  /** Asymmetric key that signs: `ECC_NIST_P256` for `SIGN_VERIFY`, as `AuditSigningKey` makes it. */
  readonly signingKey: kms.IKey;

  /**
   * Start of the keys of the trail's objects in the bucket, with a slash at its end. Whoever changes it begins a new trail.
   *
   * @default 'audit/'
   */
  readonly prefix?: string;

  /**
   * Time between two digests, in whole minutes, 1 minute to 1 day. What was written within it is not sealed yet.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}

/**
 * Seals the audit records of the ledger into digests that are signed, chained and written once: whoever changes, removes or
 * inserts a record is found out by `npx payment-audit verify`. A digest is written also when nothing happened.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
export class SealAuditFunction extends PaymentFunction {
  /** Start of the keys of the trail's objects. */
  public readonly auditPrefix: string;

  constructor(scope: Construct, id: string, props: SealAuditFunctionProps) {
    requireDuration('interval', props.interval, Duration.minutes(1), Duration.days(1));
    requirePattern(
      'prefix',
      props.prefix,
      /^([\w.-]+\/)+$/,
      'folders of an S3 key that end with a slash, without one before',
    );
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.SEAL_AUDIT,
        description: 'Seals the audit trail into signed digests',
        memorySize: 1024,
        timeout: Duration.minutes(5),
        failureDestination: FailureDestination.none(
          'Each run begins anew from what is not sealed: the next one carries on one that failed, and the age of what is not sealed is measured',
        ),
      }),
    );
    const { auditBucket, interval, ledger, prefix, signingKey } = props;
    this.auditPrefix = prefix ?? AuditTrail.DEFAULT_PREFIX;
    useLedger(this, ledger);
    this._setVariables({
      [SealAuditEnvironment.AUDIT_BUCKET_NAME]: auditBucket.bucketName,
      [SealAuditEnvironment.AUDIT_PREFIX]: this.auditPrefix,
      [SealAuditEnvironment.AUDIT_SIGNING_KEY_ID]: signingKey.keyArn,
    });
    grantArchive(this.role, auditBucket, this.auditPrefix);
    grantSign(this.role, signingKey);
    const schedule = runEvery(this, interval ?? Duration.minutes(5), 'Seals the audit trail');
    // gone before a bucket that goes with its stack is emptied, so that nothing is written after
    schedule.node.addDependency(auditBucket);
  }

  /** Seconds that the oldest record had waited when it was to be sealed; maximum over five minutes. */
  public metricAuditSealAge(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.AUDIT_SEAL_AGE, 'Maximum', options);
  }

  /** Records that were sealed; sum over five minutes. */
  public metricAuditRecordsSealed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.AUDIT_RECORD_SEALED, 'Sum', options);
  }
}

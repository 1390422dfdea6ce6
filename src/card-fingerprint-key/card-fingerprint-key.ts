import type { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createUnrotatedKey } from '../private/unrotated-key';

/** How long the fingerprints stay comparable. */
export interface CardFingerprintKeyProps {
  /**
   * What happens to the key when the stack goes. Without it the same card gets another fingerprint:
   * velocity counters and deny lists begin anew.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The key of the keyed hash over whole card numbers, which PCI DSS 3.5.1.1 asks for: an HMAC key that never leaves KMS.
 * The same card gives the same fingerprint, and nobody without the key can try numbers until one fits.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class CardFingerprintKey extends Construct {
  /** The key; usable for `kms:GenerateMac` and `kms:VerifyMac` only. */
  public readonly key: kms.IKey;

  constructor(scope: Construct, id: string, props: CardFingerprintKeyProps = {}) {
    super(scope, id);
    this.key = createUnrotatedKey(this, 'Resource', {
      description: 'Makes fingerprints of card numbers',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: props.removalPolicy,
      reason: 'KMS rotates no HMAC keys, and a new key would give every known card a new fingerprint',
    });
  }

  /** Lets a principal make fingerprints. */
  public grantFingerprint(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['kms:GenerateMac'], resourceArns: [this.key.keyArn] });
  }
}

import type { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createUnrotatedKey } from '../private/unrotated-key';

/** How long the audit trail can be signed with one key. */
export interface AuditSigningKeyProps {
  /**
   * What happens to the key when the stack goes. Without it what was sealed still verifies by its public half, if somebody kept
   * that; nothing can be sealed after it, and the trail begins anew.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The key that signs the digests of the audit trail: ECDSA over P-256, whose private half never leaves KMS.
 * Who may sign is decided here alone; who has the public half can verify, without an account.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html
 */
export class AuditSigningKey extends Construct {
  /** The key; usable for `kms:Sign`, `kms:Verify` and `kms:GetPublicKey` only. */
  public readonly key: kms.IKey;

  constructor(scope: Construct, id: string, props: AuditSigningKeyProps = {}) {
    super(scope, id);
    this.key = createUnrotatedKey(this, 'Resource', {
      description: 'Signs the digests of the audit trail',
      keySpec: kms.KeySpec.ECC_NIST_P256,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy: props.removalPolicy,
      reason: 'KMS rotates no asymmetric keys; each digest names the key that signed it',
    });
  }

  /** Lets a principal seal the trail: sign, and name the key by its public half. */
  public grantSeal(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'kms:GetPublicKey', 'kms:Sign');
  }

  /** Lets a principal verify the trail with the public half. */
  public grantReadPublicKey(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'kms:GetPublicKey');
  }

  private grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.key.keyArn] });
  }
}

import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { createKey } from '../private/keys';
import { physicalName } from '../private/names';
import { removalOf } from '../private/removal';
import { grantSecretRead } from '../private/secret-access';
import { requirePattern, requireRange } from '../private/validation';
import type { PaymentSecretProps } from './payment-secret-props';

/**
 * A key shared with another party, such as the acquirer's API key or the key that signs webhooks: generated in Secrets Manager,
 * encrypted with a customer key, never in a template. Passwords of databases belong to `CredentialRotation`.
 */
export class PaymentSecret extends Construct {
  /** The secret. */
  public readonly secret: secretsmanager.ISecret;
  /** Its key. */
  public readonly encryptionKey: kms.IKey;
  /** Field of the JSON document that holds the value. */
  public readonly field: string;

  constructor(scope: Construct, id: string, props: PaymentSecretProps) {
    super(scope, id);
    this.field = props.field ?? 'apiKey';
    requirePattern('field', this.field, /^[A-Za-z]\w*$/, 'a name of letters, digits and underscores');
    const length = props.length ?? 48;
    requireRange('length', length, 32, 4096, 'characters');
    const { removalPolicy } = removalOf(this, props.removalPolicy);
    this.encryptionKey =
      props.encryptionKey ?? createKey(this, 'Key', { description: `Encrypts: ${props.description}`, removalPolicy });
    this.secret = new secretsmanager.Secret(this, 'Resource', {
      secretName: physicalName(this, { type: 'secret', maxLength: 512 }),
      description: props.description,
      encryptionKey: this.encryptionKey,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: this.field,
        passwordLength: length,
        excludePunctuation: true,
      },
      removalPolicy,
    });
    this.excuseRotation();
  }

  /** Lets a principal read the value. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantSecretRead(grantee, this.secret);
  }

  private excuseRotation(): void {
    const reason =
      'Both parties must change the value at the same time: it is replaced by agreement, and functions notice within minutes';
    const resource = this.secret.node.findChild('Resource');
    acknowledge(resource, {
      'AwsSolutions-SMG4': reason,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': reason,
      'HIPAA.Security-SecretsManagerRotationEnabled': reason,
    });
  }
}

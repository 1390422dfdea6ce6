import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** A secret with one field, such as an API key. */
export interface PaymentSecretProps {
  /** What the secret is for, in a sentence that an operator reads in the console. */
  readonly description: string;

  /**
   * Field of the secret's JSON document.
   *
   * @default 'apiKey'
   */
  readonly field?: string;

  /**
   * Characters of the generated value: letters and digits. 32 to 4096.
   * A value that another party issues is written over it once, for instance by `aws secretsmanager put-secret-value`.
   *
   * @default 48
   */
  readonly length?: number;

  /**
   * Key of the secret.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to the secret when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { SecureStringOptions } from './payment-configuration-props';

/** A parameter whose value is copied from a secret, and never seen by CloudFormation. */
export interface SecureStringParameterProps extends SecureStringOptions {
  /** Full name of the parameter: begins with a slash; letters, digits, dots, hyphens and underscores, with slashes between. */
  readonly parameterName: string;

  /** Where the value comes from. */
  readonly secret: secretsmanager.ISecret;

  /**
   * Key of the parameter.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Function that writes it: `write-secure-parameter` of this package. It is allowed to read the secret and to put and delete this parameter.
   *
   * @default - a function of its own
   */
  readonly writer?: lambda.IFunction;
}

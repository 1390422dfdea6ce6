import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** Where the configuration of a deployment lies, and who can decrypt the secure part. */
export interface PaymentConfigurationProps {
  /**
   * Parameter Store path: begins with a slash, ends without one.
   * Functions of this package look below the same default; a path given here must be given to them as well.
   *
   * @default - the environment's configuration path; `/payment/<stack name>` without an environment
   */
  readonly path?: string;

  /**
   * Key of the secure strings, and of the log of the function that writes them.
   *
   * @default - a new key, once the first secure string is added
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to a new key when the stack goes. The parameters go with the stack: their values come from it.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What becomes a secure string. */
export interface SecureStringOptions {
  /**
   * Field of the secret's JSON document.
   *
   * @default - the whole secret string
   */
  readonly secretField?: string;

  /**
   * Any text; another one makes the value be copied anew at the next deployment, for instance after a rotation.
   *
   * @default - copied when the parameter is made, and when another of its properties changes
   */
  readonly version?: string;
}

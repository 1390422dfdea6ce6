import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** Who is told when payments fail or the system does. */
export interface PaymentAlertsProps {
  /**
   * E-mail addresses that get both topics; each must confirm the subscription once.
   *
   * @default - none
   */
  readonly emailAddresses?: string[];

  /**
   * HTTPS endpoints that get both topics, for instance of an on-call service.
   *
   * @default - none
   */
  readonly httpsEndpoints?: string[];

  /**
   * Key of both topics; its policy must let CloudWatch use it, which is added to keys of this app.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to a new key when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';

/** What a web ACL lets through, and what it writes down. */
export interface PaymentWebAclProps {
  /**
   * Requests that one IP address may send in five minutes, before it is blocked until it slows down.
   * 10 to 2,000,000,000.
   *
   * @default 20000
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html
   */
  readonly requestsPerFiveMinutes?: number;

  /**
   * AWS managed rule groups that count what they match instead of blocking it, by name, for instance
   * `AWSManagedRulesCommonRuleSet`: for a trial, or where a group is wrong about legitimate payments.
   *
   * @default - every group blocks
   */
  readonly countedRuleGroups?: string[];

  /**
   * Days the log of requests is kept.
   *
   * @default RetentionDays.ONE_YEAR, as PCI DSS 10.5.1 asks
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Key of the request log.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to the request log when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

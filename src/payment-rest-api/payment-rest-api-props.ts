import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as route53 from 'aws-cdk-lib/aws-route53';

/** A domain name of your own in front of the API. */
export interface PaymentApiDomain {
  /** Full name in lower case, for instance `api.example.com`. */
  readonly domainName: string;

  /** Certificate for the name, in the API's region. */
  readonly certificate: acm.ICertificate;

  /** Zone that gets the alias record. */
  readonly hostedZone: route53.IHostedZone;

  /**
   * TLS versions and ciphers that clients may use. Policies that let weaker ones in are refused.
   *
   * @default SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09: TLS 1.3, and 1.2 with forward secrecy
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
   */
  readonly securityPolicy?: apigateway.SecurityPolicy;
}

/** A REST API for payments. */
export interface PaymentRestApiProps {
  /**
   * Name of the stage, the first part of the path at the default endpoint: letters, digits, hyphens and underscores, at most 128.
   *
   * @default - `<environment>-<environmentSuffix>`, `live` without an environment
   */
  readonly stageName?: string;

  /**
   * What the API is for, in a sentence.
   *
   * @default 'Payment API'
   */
  readonly description?: string;

  /**
   * Requests per second that all callers together may send, on the long run. At least 1; the account's own limit
   * (10,000 unless raised) comes first.
   *
   * @default 1000
   */
  readonly throttlingRateLimit?: number;

  /**
   * Requests that may come at once. At least 1.
   *
   * @default - half of `throttlingRateLimit`
   */
  readonly throttlingBurstLimit?: number;

  /**
   * Domain name of your own; the default endpoint is closed then.
   *
   * @default - none: the API is reached at its default endpoint
   */
  readonly domain?: PaymentApiDomain;

  /**
   * Whether the API answers at its default endpoint, `https://<id>.execute-api.<region>.amazonaws.com/<stage>`.
   *
   * @default - true where there is no `domain`
   */
  readonly defaultEndpoint?: boolean;

  /**
   * ARN of a regional WAFv2 web ACL to put in front of the stage.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * Who is let in.
   *
   * @default - IAM: callers sign their requests (Signature Version 4) and need `execute-api:Invoke`, see `grantInvoke`
   */
  readonly authorizer?: apigateway.IAuthorizer;

  /**
   * Stage variables: names of letters, digits and underscores.
   *
   * @default - none
   */
  readonly stageVariables?: { [name: string]: string };

  /**
   * How long access and execution logs are kept.
   *
   * @default RetentionDays.ONE_YEAR, as PCI DSS 10.5.1 asks
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Encrypts access and execution logs.
   *
   * @default - a key is made for them
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to the logs when the stack goes.
   *
   * @default - as the environment says; retained without one
   */
  readonly removalPolicy?: RemovalPolicy;
}

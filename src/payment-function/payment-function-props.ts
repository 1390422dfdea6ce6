import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { IFailureDestination } from './failure-destination';
import type { PaymentFunctionBundle } from './payment-function-bundle';

/** What every payment function can be told, whichever code it runs. */
export interface PaymentFunctionOptions {
  /**
   * Own code instead of the bundled one; needs `runtime` and `handler` beside it.
   *
   * @default - the bundled code
   */
  readonly code?: lambda.Code;

  /**
   * Runtime of own code, for instance `lambda.Runtime.PYTHON_3_12`.
   *
   * @default Runtime.NODEJS_24_X, which the bundled code is made for
   */
  readonly runtime?: lambda.Runtime;

  /**
   * Entry of own code, for instance `validate.handler`.
   *
   * @default - the entry of the bundled code
   */
  readonly handler?: string;

  /**
   * Processor of the function.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: lambda.Architecture;

  /**
   * What the function does, in a sentence that an operator reads in the console.
   *
   * @default - what the bundled code does
   */
  readonly description?: string;

  /**
   * Name of the function in logs, metrics and traces.
   *
   * @default - name of the bundled code, else the construct's id in lower case with hyphens
   */
  readonly serviceName?: string;

  /**
   * Network that the function runs in, with a security group of its own.
   *
   * @default - none: the function runs outside of any network of yours
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the function.
   *
   * @default - the private subnets that have a way out
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Where the function may open HTTPS connections to, beside what it is connected to by `connections`.
   * APIs of AWS (through endpoints or NAT) and the acquirer are reached this way; an empty list closes it,
   * `ec2.Peer.ipv4('10.0.0.0/16')` leaves the VPC's interface endpoints only.
   *
   * @default [Peer.anyIpv4()], TCP port 443 only
   */
  readonly httpsEgress?: ec2.IPeer[];

  /**
   * Memory in MB, 128 to 10240; processor time grows with it.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * Longest run, 1 second to 15 minutes.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Runs at the same time that are kept for this function, and that it cannot exceed. At least 1.
   *
   * @default - none: it shares the account's concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * Further environment variables. No secrets: they are readable to everyone who may describe the function.
   *
   * @default - only those that the function is made with
   */
  readonly environment?: { [name: string]: string };

  /**
   * Parameter Store path below which the function finds its configuration, without a slash at the end.
   *
   * @default - that of the environment, else `/payment/<name of the stack>`
   */
  readonly configurationPath?: string;

  /**
   * Where an event goes that was handed over asynchronously and failed for good.
   *
   * @default FailureDestination.deadLetterQueue(), made for this function; the bundled functions that are called and
   * not handed events have none
   */
  readonly failureDestination?: IFailureDestination;

  /**
   * Whether runs are traced.
   *
   * @default Tracing.ACTIVE
   */
  readonly tracing?: lambda.Tracing;

  /**
   * Least severe lines that are logged: `DEBUG`, `INFO`, `WARN` or `ERROR`.
   *
   * @default 'INFO'
   */
  readonly logLevel?: string;

  /**
   * How long log lines are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Encrypts the function's log and its own dead letters.
   *
   * @default - a key is made for this function
   */
  readonly encryptionKey?: kms.IKey;
}

/** A function in the payment path. */
export interface PaymentFunctionProps extends PaymentFunctionOptions {
  /**
   * Code of this package that the function runs; leave it out where `code` is given.
   *
   * @default - `code` is required
   */
  readonly bundle?: PaymentFunctionBundle;
}

import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Connection pool between many short-lived clients and a cluster. */
export interface AuroraProxyOptions {
  /**
   * Subnets of the proxy, in at least two zones. Not the cluster's where network ACLs let only clients' subnets in.
   *
   * @default - the private subnets of the VPC, where it has none the isolated ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Whether clients show a token of their IAM role instead of a password.
   *
   * @default false
   */
  readonly iamAuthentication?: boolean;

  /**
   * How long a client may be silent before it is disconnected: 1 minute to 8 hours.
   *
   * @default Duration.minutes(30)
   */
  readonly idleClientTimeout?: Duration;

  /**
   * How long a client waits for a connection when all are taken: 1 second to 5 minutes.
   *
   * @default Duration.seconds(5)
   */
  readonly borrowTimeout?: Duration;

  /**
   * Share of the cluster's connections that the proxy may take, 1 to 100 percent.
   * The rest is for migrations, rotation and people.
   *
   * @default 90
   */
  readonly maxConnectionsPercent?: number;
}

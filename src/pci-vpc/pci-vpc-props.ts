import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { ISubnetPlan } from './subnet-plan';
import type { IVpcEgress } from './vpc-egress';

/** A network for card data: what it spans, how it is divided, and how it is watched. */
export interface PciVpcProps {
  /**
   * IPv4 network from /16 to /28, in literal form: rules are written with it.
   *
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Names of the availability zones, 2 to 6. Give either these or `availabilityZoneCount`.
   *
   * @default - the first zones of the region, picked by CloudFormation at deployment
   */
  readonly availabilityZones?: string[];

  /**
   * Number of availability zones, 2 to 6.
   *
   * @default 3
   */
  readonly availabilityZoneCount?: number;

  /**
   * How the network is divided into subnets.
   *
   * @default SubnetPlan.automatic()
   */
  readonly subnetPlan?: ISubnetPlan;

  /**
   * The way from the private tier to the internet.
   *
   * @default VpcEgress.natGatewayPerZone()
   */
  readonly egress?: IVpcEgress;

  /**
   * TCP ports that the private tier may call outside the VPC; AWS services need 443, even through gateway endpoints.
   *
   * @default [443]
   */
  readonly outboundPorts?: number[];

  /**
   * TCP ports on which the internet may call the public tier. Nothing listens there unless you put a load balancer in it.
   *
   * @default [443]
   */
  readonly publicPorts?: number[];

  /**
   * Networks reached over peering, which exchange traffic with the private tier only.
   *
   * @default - none
   */
  readonly peerCidrs?: string[];

  /**
   * AWS services reached over gateway endpoints from the private tier.
   *
   * @default - S3 and DynamoDB
   */
  readonly gatewayEndpoints?: ec2.GatewayVpcEndpointAwsService[];

  /**
   * AWS services reached over interface endpoints from the private tier. More can be added with `addInterfaceEndpoint`.
   *
   * @default - none
   */
  readonly interfaceEndpoints?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * How long flow logs are kept; PCI DSS 10.5.1 asks for a year.
   *
   * @default logs.RetentionDays.ONE_YEAR
   * @see https://www.pcisecuritystandards.org/document_library/
   */
  readonly flowLogRetention?: logs.RetentionDays;

  /**
   * Key that encrypts the flow logs; its policy is extended so that CloudWatch Logs may use it for this log group.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to flow logs and their key when the stack goes.
   *
   * @default - as the environment says: destroyed unless production; retained without an environment
   */
  readonly removalPolicy?: RemovalPolicy;
}

import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { NatInstances } from './private/nat-instances';

/** What a way out of the VPC needs to know. */
export interface VpcEgressRequest {
  /** Number of availability zones. */
  readonly zoneCount: number;
  /** Networks of the private tier, whose traffic leaves. */
  readonly privateCidrs: string[];
  /** TCP ports that may be called on the internet. */
  readonly outboundPorts: number[];
}

/** How CDK's VPC builds the way out. */
export interface VpcEgressConfig {
  /** Number of NAT gateways or instances; 0 leaves the private tier without a way out. */
  readonly natGateways: number;
  /**
   * What makes them.
   *
   * @default ec2.NatProvider.gateway()
   */
  readonly natGatewayProvider?: ec2.NatProvider;
}

/** The way from the private tier to the internet. */
export interface IVpcEgress {
  /** Called once by `PciVpc`. */
  bind(scope: Construct, request: VpcEgressRequest): VpcEgressConfig;
}

/** NAT instances: what a gateway would do, on machines of your own. */
export interface NatInstanceOptions {
  /**
   * Type of the machines: an arm64 type, unless `machineImage` is given too.
   *
   * @default - t4g.small
   */
  readonly instanceType?: ec2.InstanceType;
  /**
   * Image to start from.
   *
   * @default - the newest Amazon Linux 2023 for arm64 at the time a machine starts
   */
  readonly machineImage?: ec2.IMachineImage;
  /**
   * Key that encrypts their disks; its policy is extended so that EC2 may use it for this account.
   *
   * @default - the AWS-managed key of EBS: no card data is ever on these disks
   */
  readonly encryptionKey?: kms.IKey;
}

/** How the private tier reaches the internet. */
export class VpcEgress implements IVpcEgress {
  /** A NAT gateway in every zone: a zone that fails takes no other one along. */
  public static natGatewayPerZone(): VpcEgress {
    return new VpcEgress((_, { zoneCount }) => ({
      natGateways: zoneCount,
      natGatewayProvider: ec2.NatProvider.gateway(),
    }));
  }

  /** One NAT gateway for all zones: cheaper, and the first zone is a single point of failure. */
  public static singleNatGateway(): VpcEgress {
    return new VpcEgress(() => ({ natGateways: 1, natGatewayProvider: ec2.NatProvider.gateway() }));
  }

  /**
   * A NAT instance in every zone, replaced by itself when it fails: the address and the route stay the same.
   * Amazon Linux 2023 on arm64, IMDSv2 only, encrypted disk, no SSH, no role.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
   */
  public static natInstances(options: NatInstanceOptions = {}): VpcEgress {
    return new VpcEgress((scope, request) => ({
      natGateways: request.zoneCount,
      natGatewayProvider: new NatInstances(scope, { ...options, ...request }),
    }));
  }

  /** No way out: the private tier reaches AWS services through endpoints, and nothing else. */
  public static none(): VpcEgress {
    return new VpcEgress(() => ({ natGateways: 0 }));
  }

  private constructor(private readonly plan: (scope: Construct, request: VpcEgressRequest) => VpcEgressConfig) {}

  /** What CDK's VPC has to build. */
  public bind(scope: Construct, request: VpcEgressRequest): VpcEgressConfig {
    return this.plan(scope, request);
  }
}

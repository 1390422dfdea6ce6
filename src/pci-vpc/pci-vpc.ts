import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge, inPacks } from '../private/acknowledge';
import { requireRange } from '../private/validation';
import type { PciVpcProps } from './pci-vpc-props';
import { type CheckedPlan, checkPeers, checkPlan, parseVpcCidr } from './private/checked-plan';
import {
  type EndpointSettings,
  endpointId,
  gatewayEndpoint,
  imageLayers,
  interfaceEndpoint,
  isImageRegistry,
  isS3,
} from './private/endpoints';
import { createFlowLogs } from './private/flow-logs';
import { networkName, tagNames } from './private/name-tags';
import { databaseAcl, privateAcl, publicAcl } from './private/network-acls';
import { PlannedAddresses, Tier } from './private/planned-addresses';
import { zonesOf } from './private/zones';
import { SubnetPlan } from './subnet-plan';
import { VpcEgress } from './vpc-egress';

/**
 * A network for card data in three tiers: public for load balancers and NAT, private for compute, and database,
 * which has no route out and is reached from the private tier on PostgreSQL's port only.
 *
 * Security groups say who talks to whom; network ACLs state each tier's limits once more. The default security group is closed,
 * all traffic is logged. Works the same in stacks with and without account and region.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html
 */
export class PciVpc extends Construct {
  /** The VPC. */
  public readonly vpc: ec2.IVpc;
  /** Network of the VPC in literal form, for rules of security groups. */
  public readonly cidr: string;
  /** Networks of the private tier in literal form, one a zone. */
  public readonly privateCidrs: string[];
  /** Subnets for load balancers and NAT. */
  public readonly publicSubnets: ec2.SubnetSelection;
  /** Subnets for functions, containers and endpoints. */
  public readonly privateSubnets: ec2.SubnetSelection;
  /** Subnets for databases; those of the private tier where the plan has no tier for databases. */
  public readonly databaseSubnets: ec2.SubnetSelection;
  /** Where the flow logs go. */
  public readonly flowLogGroup: logs.ILogGroup;

  readonly #endpoints: EndpointSettings;
  readonly #interfaceEndpoints: ec2.IInterfaceVpcEndpoint[] = [];
  readonly #s3Endpoint?: ec2.GatewayVpcEndpoint;

  constructor(scope: Construct, id: string, props: PciVpcProps = {}) {
    super(scope, id);
    const zones = zonesOf(props.availabilityZones, props.availabilityZoneCount);
    this.cidr = props.cidr ?? '10.0.0.0/16';
    parseVpcCidr(this.cidr);
    const subnetPlan = props.subnetPlan ?? SubnetPlan.automatic();
    const plan = checkPlan(this.cidr, zones.length, subnetPlan.bind({ cidr: this.cidr, zoneCount: zones.length }));
    this.privateCidrs = plan.privateCidrs;

    const vpc = this.createVpc(zones, plan, props);
    this.vpc = vpc;
    const tier = (name: string) => vpc.selectSubnets({ subnetGroupName: name }).subnets;
    const hasDatabaseTier = plan.databaseCidrs.length > 0;
    this.publicSubnets = { subnets: tier(Tier.PUBLIC) };
    this.privateSubnets = { subnets: tier(Tier.PRIVATE) };
    this.databaseSubnets = hasDatabaseTier ? { subnets: tier(Tier.DATABASE) } : this.privateSubnets;
    tagNames(this, vpc);
    this.createAcls(hasDatabaseTier, props);

    this.#endpoints = { vpc, cidr: this.cidr, subnets: this.privateSubnets };
    const { S3, DYNAMODB } = ec2.GatewayVpcEndpointAwsService;
    for (const service of props.gatewayEndpoints ?? [S3, DYNAMODB]) {
      const endpoint = gatewayEndpoint(this, service, this.#endpoints);
      if (isS3(service)) this.#s3Endpoint = endpoint;
    }
    for (const service of props.interfaceEndpoints ?? [])
      this.addInterfaceEndpoint(endpointId(service.shortName), service);

    this.flowLogGroup = createFlowLogs(this, vpc, {
      retention: props.flowLogRetention,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
  }

  /** Ids of the NAT gateways; none where the way out is another one. */
  public get natGatewayIds(): string[] {
    return this.vpc.node.findAll().flatMap((each) => (each instanceof ec2.CfnNatGateway ? [each.ref] : []));
  }

  /** The interface endpoints so far. */
  public get interfaceEndpoints(): ec2.IInterfaceVpcEndpoint[] {
    return [...this.#interfaceEndpoints];
  }

  /**
   * Puts an AWS service inside the private tier, with private DNS. Its security group admits TLS from the VPC only,
   * and its policy lets principals of this account through only.
   *
   * @param id unique in this VPC, for instance `SecretsManager`
   * @param service for instance `ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER`
   */
  public addInterfaceEndpoint(id: string, service: ec2.IInterfaceVpcEndpointService): ec2.IInterfaceVpcEndpoint {
    if (isImageRegistry(service)) this.#s3Endpoint?.addToPolicy(imageLayers(this));
    const endpoint = interfaceEndpoint(this, id, service, this.#endpoints);
    this.#interfaceEndpoints.push(endpoint);
    return endpoint;
  }

  private createVpc(zones: string[], plan: CheckedPlan, props: PciVpcProps): ec2.Vpc {
    const egress = (props.egress ?? VpcEgress.natGatewayPerZone()).bind(this, {
      zoneCount: zones.length,
      privateCidrs: plan.privateCidrs,
      outboundPorts: portsOf('outboundPorts', props.outboundPorts),
    });
    const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = ec2.SubnetType;
    const privateType = egress.natGateways > 0 ? PRIVATE_WITH_EGRESS : PRIVATE_ISOLATED;
    const vpc = new ec2.Vpc(this, 'Resource', {
      vpcName: networkName(this, 'vpc', ''),
      ipAddresses: new PlannedAddresses(this.cidr, plan),
      availabilityZones: zones,
      subnetConfiguration: [
        { name: Tier.PUBLIC, subnetType: PUBLIC, mapPublicIpOnLaunch: false },
        { name: Tier.PRIVATE, subnetType: privateType },
        ...(plan.databaseCidrs.length > 0 ? [{ name: Tier.DATABASE, subnetType: PRIVATE_ISOLATED }] : []),
      ],
      natGateways: egress.natGateways,
      natGatewayProvider: egress.natGatewayProvider,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      restrictDefaultSecurityGroup: true,
    });
    for (const subnet of vpc.publicSubnets) {
      const reason =
        'The tier is public: load balancers and NAT need the route, and no machine gets a public address here';
      acknowledge(subnet.node.findChild('DefaultRoute'), inPacks('VPCNoUnrestrictedRouteToIGW', reason));
    }
    return vpc;
  }

  private createAcls(hasDatabaseTier: boolean, props: PciVpcProps): void {
    const peerCidrs = checkPeers(this.cidr, props.peerCidrs ?? []);
    const settings = {
      vpc: this.vpc,
      cidr: this.cidr,
      privateCidrs: this.privateCidrs,
      peerCidrs,
      outboundPorts: portsOf('outboundPorts', props.outboundPorts),
      publicPorts: portsOf('publicPorts', props.publicPorts),
    };
    publicAcl(this, this.publicSubnets.subnets ?? [], settings);
    privateAcl(this, this.privateSubnets.subnets ?? [], settings);
    if (hasDatabaseTier) databaseAcl(this, this.databaseSubnets.subnets ?? [], settings);
  }
}

function portsOf(prop: string, ports: number[] = [443]): number[] {
  for (const port of ports) requireRange(prop, port, 1, 65535);
  return ports;
}

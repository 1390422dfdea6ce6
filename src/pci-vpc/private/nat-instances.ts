import { Fn } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import type { NatInstanceOptions, VpcEgressRequest } from '../vpc-egress';
import { allowEbs } from './disk-key';
import { networkName, tagName } from './name-tags';

type Settings = NatInstanceOptions & VpcEgressRequest;

/** Launch templates resolve this when a machine starts: each new one is patched, and the template names no image. */
const NEWEST_IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
const DEFAULT_TYPE = 't4g.small';

/** What AWS documents for Amazon Linux 2023, with the interface's name found out and everything kept over a restart. */
const USER_DATA = [
  '#!/bin/bash',
  'set -euo pipefail',
  'dnf install -y iptables-services',
  'systemctl enable --now iptables',
  'echo "net.ipv4.ip_forward=1" > /etc/sysctl.d/90-nat.conf',
  'sysctl -p /etc/sysctl.d/90-nat.conf',
  "interface=$(ip -o -4 route show to default | awk '{print $5; exit}')",
  'iptables -t nat -A POSTROUTING -o "$interface" -j MASQUERADE',
  'iptables -F FORWARD',
  'service iptables save',
].join('\n');

/**
 * One group of exactly one machine a zone. Address and network interface outlive the machine, so the route never changes,
 * and the group replaces a machine that fails.
 */
export class NatInstances extends ec2.NatProvider {
  readonly #network: Construct;
  readonly #settings: Settings;
  readonly #interfaces = new Map<string, string>();

  constructor(network: Construct, settings: Settings) {
    super();
    const { instanceType, machineImage } = settings;
    if (instanceType && !machineImage && instanceType.architecture !== ec2.InstanceArchitecture.ARM_64) {
      throw new Error(
        `'instanceType' must be an arm64 type such as ${DEFAULT_TYPE}, got ${instanceType}: or give 'machineImage' too`,
      );
    }
    this.#network = network;
    this.#settings = settings;
  }

  public get configuredGateways(): ec2.GatewayConfig[] {
    return [...this.#interfaces].map(([az, gatewayId]) => ({ az, gatewayId }));
  }

  public configureNat(options: ec2.ConfigureNatOptions): void {
    if (this.#settings.encryptionKey) allowEbs(this.#network, this.#settings.encryptionKey);
    const securityGroup = this.securityGroup(options.vpc);
    options.natSubnets.forEach((subnet, zone) => {
      const card = new ec2.CfnNetworkInterface(this.#network, `NatInterface${zone}`, {
        subnetId: subnet.subnetId,
        groupSet: [securityGroup.securityGroupId],
        sourceDestCheck: false,
        description: 'Passes on what the private tier sends to the internet',
      });
      this.name(card, 'network-interface', zone);
      this.group(zone, subnet, card, this.address(zone, subnet, card));
      this.#interfaces.set(subnet.availabilityZone, card.ref);
    });
    for (const subnet of options.privateSubnets) this.configureSubnet(subnet);
  }

  public configureSubnet(subnet: ec2.PrivateSubnet): void {
    const routerId = this.#interfaces.get(subnet.availabilityZone);
    if (routerId === undefined) throw new Error(`zone ${subnet.availabilityZone} has no NAT instance`);
    subnet.addRoute('DefaultRoute', {
      routerType: ec2.RouterType.NETWORK_INTERFACE,
      routerId,
      enablesInternetConnectivity: true,
    });
  }

  private securityGroup(vpc: ec2.IVpc): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this.#network, 'NatSecurityGroup', {
      vpc,
      securityGroupName: networkName(this.#network, 'security-group', 'nat-instance'),
      description: 'NAT instances: from the private tier to the internet',
      allowAllOutbound: false,
    });
    for (const port of this.#settings.outboundPorts) {
      for (const cidr of this.#settings.privateCidrs)
        securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(port));
      securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port));
    }
    return securityGroup;
  }

  private address(zone: number, subnet: ec2.PublicSubnet, card: ec2.CfnNetworkInterface): ec2.CfnEIPAssociation {
    const address = new ec2.CfnEIP(this.#network, `NatAddress${zone}`, { domain: 'vpc' });
    this.name(address, 'elastic-ip', zone);
    const association = new ec2.CfnEIPAssociation(this.#network, `NatAddressOnInterface${zone}`, {
      allocationId: address.attrAllocationId,
      networkInterfaceId: card.ref,
    });
    association.node.addDependency(subnet.internetConnectivityEstablished);
    return association;
  }

  /** The machine needs the internet at its first start, to install what makes it a NAT: so the address comes first. */
  private group(
    zone: number,
    subnet: ec2.ISubnet,
    card: ec2.CfnNetworkInterface,
    address: ec2.CfnEIPAssociation,
  ): void {
    const template = this.launchTemplate(zone, card);
    const group = new autoscaling.CfnAutoScalingGroup(this.#network, `NatGroup${zone}`, {
      autoScalingGroupName: networkName(
        this.#network,
        'auto-scaling-group',
        `nat-${zone}`,
        `nat-auto-scaling-group-${zone}`,
      ),
      minSize: '1',
      maxSize: '1',
      // with a network interface in the template, the group takes its zone and not its subnet
      availabilityZones: [subnet.availabilityZone],
      launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
      healthCheckType: 'EC2',
      healthCheckGracePeriod: 120,
      instanceMaintenancePolicy: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
    });
    group.cfnOptions.updatePolicy = { autoScalingRollingUpdate: { minInstancesInService: 0, maxBatchSize: 1 } };
    group.node.addDependency(address);
    tagName(group, networkName(this.#network, 'instance', `nat-${zone}`, `nat-instance-${zone}`));
    acknowledge(group, {
      'AwsSolutions-AS3':
        'The group never scales: it holds one machine and replaces it. Its health is a metric to alarm on',
    });
  }

  private launchTemplate(zone: number, card: ec2.CfnNetworkInterface): ec2.CfnLaunchTemplate {
    const { instanceType, machineImage, encryptionKey } = this.#settings;
    return new ec2.CfnLaunchTemplate(this.#network, `NatTemplate${zone}`, {
      launchTemplateName: networkName(this.#network, 'launch-template', `nat-${zone}`, `nat-launch-template-${zone}`),
      launchTemplateData: {
        imageId: machineImage?.getImage(this.#network).imageId ?? NEWEST_IMAGE,
        instanceType: instanceType?.toString() ?? DEFAULT_TYPE,
        metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
        monitoring: { enabled: true },
        networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: card.ref }],
        blockDeviceMappings: [
          {
            deviceName: '/dev/xvda',
            ebs: {
              encrypted: true,
              kmsKeyId: encryptionKey?.keyArn,
              volumeType: 'gp3',
              volumeSize: 8,
              deleteOnTermination: true,
            },
          },
        ],
        userData: Fn.base64(USER_DATA),
      },
    });
  }

  private name(resource: Construct, type: string, zone: number): void {
    tagName(resource, networkName(this.#network, type, `nat-${zone}`, `nat-${type}-${zone}`));
  }
}

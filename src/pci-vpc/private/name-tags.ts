import { Tags } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { kebabCase } from '../../environment/kebab-case';
import { physicalName } from '../../private/names';
import { Tier } from './planned-addresses';

const TIERS = [Tier.PUBLIC, Tier.PRIVATE, Tier.DATABASE];
const PARTS = { RouteTable: 'route-table', NATGateway: 'nat-gateway', EIP: 'elastic-ip' };

/** What something in the network is for: `public-0` in the only VPC, `audit-public-0` in the one called `AuditVpc`. */
export function networkPurpose(network: Construct, purpose: string): string {
  const own = kebabCase(network.node.id).replace(/(^|-)vpc$/, '');
  return own === '' ? purpose : `${own}-${purpose}`;
}

/** Name of a security group, which is a physical name, or of anything that has only a tag. */
export function networkName(network: Construct, type: string, purpose: string): string | undefined {
  const named = networkPurpose(network, purpose);
  return physicalName(network, { type, maxLength: 255, purpose: named, resourceName: `${named}-${type}` });
}

/** Operators read these tags: by the environment's convention if there is one, by CDK's (the construct's path) if not. */
export function tagNames(network: Construct, vpc: ec2.Vpc): void {
  tag(network, vpc.node.tryFindChild('IGW'), 'internet-gateway', '');
  for (const tier of TIERS) {
    const subnets = vpc.node.children.filter((child) => new RegExp(`^${tier}Subnet\\d+$`).test(child.node.id));
    subnets.forEach((subnet, zone) => {
      const purpose = `${tier.toLowerCase()}-${zone}`;
      tag(network, subnet.node.tryFindChild('Subnet'), 'subnet', purpose);
      for (const [id, type] of Object.entries(PARTS)) tag(network, subnet.node.tryFindChild(id), type, purpose);
    });
  }
}

function tag(network: Construct, resource: IConstruct | undefined, type: string, purpose: string): void {
  const name = resource && networkName(network, type, purpose);
  if (name) Tags.of(resource).add('Name', name);
}

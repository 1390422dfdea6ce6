import { Tags } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { kebabCase } from '../../environment/kebab-case';
import { physicalName } from '../../private/names';
import { Tier } from './planned-addresses';

const TIERS = [Tier.PUBLIC, Tier.PRIVATE, Tier.DATABASE];
const PARTS = { Subnet: 'subnet', RouteTable: 'route-table', NATGateway: 'nat-gateway', EIP: 'elastic-ip' };

/** What something in the network is for: `public-0` in the only VPC, `audit-public-0` in the one called `AuditVpc`. */
export function networkPurpose(network: Construct, purpose: string): string {
  const own = kebabCase(network.node.id).replace(/(^|-)vpc$/, '');
  return own === '' ? purpose : `${own}-${purpose}`;
}

/** Name of a security group, which is a physical name, or of anything that has only a tag. */
export function networkName(
  network: Construct,
  type: string,
  purpose: string,
  resourceName = `${purpose}-${type}`,
): string | undefined {
  return physicalName(network, {
    type,
    maxLength: 255,
    purpose: networkPurpose(network, purpose),
    resourceName: networkPurpose(network, resourceName),
  });
}

/** Puts the name into the tag `Name`, where the resource has no name of its own. */
export function tagName(resource: IConstruct, name: string | undefined): void {
  if (name !== undefined) Tags.of(resource).add('Name', name);
}

/** Operators read these tags: by the environment's convention if there is one, by CDK's (the construct's path) if not. */
export function tagNames(network: Construct, vpc: ec2.Vpc): void {
  tagName(vpc.node.findChild('IGW'), networkName(network, 'internet-gateway', ''));
  for (const tier of TIERS) {
    const subnets = vpc.node.children.filter((child) => new RegExp(`^${tier}Subnet\\d+$`).test(child.node.id));
    subnets.forEach((subnet, zone) => {
      for (const [id, type] of Object.entries(PARTS)) {
        const part = subnet.node.tryFindChild(id);
        const name = [tier.toLowerCase(), zone];
        if (part) tagName(part, networkName(network, type, name.join('-'), [name[0], type, name[1]].join('-')));
      }
    });
  }
}

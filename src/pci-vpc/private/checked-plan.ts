import type { SubnetPlanConfig } from '../subnet-plan';
import { type Cidr, contains, overlaps, parseCidr } from './cidr';

/** Networks of the three tiers; without a database tier its list is empty. */
export interface CheckedPlan {
  readonly publicCidrs: string[];
  readonly privateCidrs: string[];
  readonly databaseCidrs: string[];
}

interface NamedCidr extends Cidr {
  /** `privateCidrs[1] 10.0.1.0/24`: the user's own words. */
  readonly name: string;
}

/** Refuses what AWS would refuse in the middle of a deployment: wrong counts, wrong sizes, outside the VPC, overlapping. */
export function checkPlan(cidr: string, zoneCount: number, plan: SubnetPlanConfig): CheckedPlan {
  const vpc = parseVpcCidr(cidr);
  const { publicCidrs, privateCidrs, databaseCidrs = [] } = plan;
  const tiers = { publicCidrs, privateCidrs, ...(plan.databaseCidrs ? { databaseCidrs } : {}) };
  const subnets = Object.entries(tiers).flatMap(([tier, cidrs]) => {
    if (cidrs.length !== zoneCount) {
      throw new Error(`'${tier}' must name one network a zone, ${zoneCount} in all, got ${cidrs.length}`);
    }
    return cidrs.map((text, zone) => parseSubnet(`${tier}[${zone}]`, text, cidr, vpc));
  });
  subnets.forEach((subnet, index) => {
    const other = subnets.slice(0, index).find((earlier) => overlaps(earlier, subnet));
    if (other) throw new Error(`subnets must not overlap, got ${other.name} and ${subnet.name}: move one of them`);
  });
  return { publicCidrs, privateCidrs, databaseCidrs };
}

/** The network of the VPC itself; checked before anybody divides it. */
export function parseVpcCidr(cidr: string): Cidr {
  const vpc = parseCidr(cidr);
  if (vpc && vpc.prefix >= 16 && vpc.prefix <= 28) return vpc;
  throw new Error(`'cidr' must be an IPv4 network from /16 to /28 such as 10.0.0.0/16, got '${cidr}'`);
}

function parseSubnet(prop: string, text: string, vpcText: string, vpc: Cidr): NamedCidr {
  const subnet = parseCidr(text);
  if (!subnet || subnet.prefix < 16 || subnet.prefix > 28) {
    throw new Error(`'${prop}' must be an IPv4 network from /16 to /28 such as 10.0.0.0/24, got '${text}'`);
  }
  if (!contains(vpc, subnet)) {
    throw new Error(`'${prop}' must lie inside the VPC's ${vpcText}, got '${text}': move it, or enlarge 'cidr'`);
  }
  return { ...subnet, name: `${prop} ${text}` };
}

/** Peering needs networks that tell the two sides apart. */
export function checkPeers(vpcText: string, peers: string[]): string[] {
  const vpc = parseVpcCidr(vpcText);
  for (const text of peers) {
    const peer = parseCidr(text);
    if (!peer) throw new Error(`'peerCidrs' must name IPv4 networks such as 10.1.0.0/16, got '${text}'`);
    if (overlaps(vpc, peer)) {
      throw new Error(
        `'peerCidrs' must lie outside the VPC's ${vpcText}, got '${text}': AWS cannot peer what overlaps`,
      );
    }
  }
  return peers;
}

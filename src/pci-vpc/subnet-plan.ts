import { type Cidr, formatCidr, parseCidr, subnetOf } from './private/cidr';

/** What a plan has to divide. */
export interface SubnetPlanRequest {
  /** Network of the VPC, for instance `10.0.0.0/16`. */
  readonly cidr: string;
  /** Number of availability zones. */
  readonly zoneCount: number;
}

/** The network of every subnet, in the order of the zones. */
export interface SubnetPlanConfig {
  /** Networks of the public tier, one a zone. */
  readonly publicCidrs: string[];
  /** Networks of the private tier, one a zone. */
  readonly privateCidrs: string[];
  /**
   * Networks of the database tier, one a zone.
   *
   * @default - no database tier: databases live in the private tier
   */
  readonly databaseCidrs?: string[];
}

/** Divides the network of a VPC into subnets. `PciVpc` checks what comes out. */
export interface ISubnetPlan {
  /** Called once by `PciVpc`. */
  bind(request: SubnetPlanRequest): SubnetPlanConfig;
}

/** Sizes of automatically placed subnets, as prefix lengths from 16 to 28. */
export interface AutomaticSubnetOptions {
  /**
   * Prefix length of public subnets, placed in the fifth eighth of the VPC.
   *
   * @default - an eighth of that: /22 in a /16
   */
  readonly publicMask?: number;
  /**
   * Prefix length of private subnets, placed in the first half of the VPC.
   *
   * @default - an eighth of that: /20 in a /16
   */
  readonly privateMask?: number;
  /**
   * Prefix length of database subnets, placed in the sixth eighth of the VPC.
   *
   * @default - an eighth of that: /22 in a /16
   */
  readonly databaseMask?: number;
  /**
   * Whether there is a tier for databases that nothing but the private tier reaches.
   *
   * @default true
   */
  readonly databaseTier?: boolean;
}

/** How the network of a VPC is divided. */
export class SubnetPlan implements ISubnetPlan {
  /**
   * Subnets side by side, each tier in a block of its own. Adding a zone or a tier later moves no subnet that exists,
   * and the last quarter of the network stays free for what is not yet known.
   */
  public static automatic(options: AutomaticSubnetOptions = {}): SubnetPlan {
    return new SubnetPlan((request) => automatic(request, options));
  }

  /** Exactly these networks, one a zone and tier. */
  public static exact(cidrs: SubnetPlanConfig): SubnetPlan {
    return new SubnetPlan(() => cidrs);
  }

  private constructor(private readonly plan: (request: SubnetPlanRequest) => SubnetPlanConfig) {}

  /** Networks for a VPC of this size and number of zones; fails when a tier does not fit. */
  public bind(request: SubnetPlanRequest): SubnetPlanConfig {
    return this.plan(request);
  }
}

/** So many subnets fit into the block of a tier unless the user chooses their size: two more than AWS has zones. */
const SUBNETS_A_TIER_BITS = 3;
/** Prefixes that AWS takes for a subnet. */
const LARGEST = 16;
const SMALLEST = 28;

function automatic(request: SubnetPlanRequest, options: AutomaticSubnetOptions): SubnetPlanConfig {
  const vpc = parseCidr(request.cidr);
  if (!vpc) throw new Error(`'cidr' must be an IPv4 network such as 10.0.0.0/16, got '${request.cidr}'`);
  const half = { first: vpc.first, prefix: vpc.prefix + 1 };
  const eighth = (index: number) => subnetOf(vpc, vpc.prefix + 3, index) ?? vpc;
  const databases = () => tier('databaseMask', eighth(5), request, options.databaseMask);
  return {
    privateCidrs: tier('privateMask', half, request, options.privateMask),
    publicCidrs: tier('publicMask', eighth(4), request, options.publicMask),
    databaseCidrs: (options.databaseTier ?? true) ? databases() : undefined,
  };
}

function tier(prop: string, block: Cidr, request: SubnetPlanRequest, chosen: number | undefined): string[] {
  const mask = chosen ?? block.prefix + SUBNETS_A_TIER_BITS;
  if (chosen === undefined && mask > SMALLEST) {
    throw new Error(
      `'cidr' must be large enough to be divided automatically, /22 or larger, got '${request.cidr}': enlarge it, or give SubnetPlan.exact() its own networks`,
    );
  }
  if (!Number.isInteger(mask) || mask < LARGEST || mask > SMALLEST) {
    throw new Error(`'${prop}' must be ${LARGEST} to ${SMALLEST}, as AWS allows, got ${mask}`);
  }
  return Array.from({ length: request.zoneCount }, (_, zone) => {
    const subnet = subnetOf(block, mask, zone);
    if (!subnet) {
      throw new Error(
        `'${prop}' must leave room for ${request.zoneCount} subnets in ${formatCidr(block)}, got /${mask}, which leaves room for ${zone}: choose a longer mask, a larger 'cidr', or give SubnetPlan.exact() its own networks`,
      );
    }
    return formatCidr(subnet);
  });
}

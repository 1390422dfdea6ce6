import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CheckedPlan } from './checked-plan';

export const Tier = { PUBLIC: 'Public', PRIVATE: 'Private', DATABASE: 'Database' } as const;

/** Hands the networks of a plan to CDK's VPC, which asks tier by tier, and within a tier zone by zone. */
export class PlannedAddresses implements ec2.IIpAddresses {
  constructor(
    private readonly cidr: string,
    private readonly plan: CheckedPlan,
  ) {}

  public allocateVpcCidr(): ec2.VpcIpamOptions {
    return { cidrBlock: this.cidr };
  }

  public allocateSubnetsCidr(request: ec2.AllocateCidrRequest): ec2.SubnetIpamOptions {
    const left: Record<string, string[]> = {
      [Tier.PUBLIC]: [...this.plan.publicCidrs],
      [Tier.PRIVATE]: [...this.plan.privateCidrs],
      [Tier.DATABASE]: [...this.plan.databaseCidrs],
    };
    const allocatedSubnets = request.requestedSubnets.map(({ configuration, subnetConstructId }) => {
      const cidr = left[configuration.name]?.shift();
      if (cidr === undefined) throw new Error(`the subnet plan has no network left for ${subnetConstructId}`);
      return { cidr };
    });
    return { allocatedSubnets };
  }
}

import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { type ISubnetPlan, PciVpc, type PciVpcProps, SubnetPlan } from '../../src/pci-vpc';
import { checkPlan } from '../../src/pci-vpc/private/checked-plan';

const request = { cidr: '10.0.0.0/16', zoneCount: 3 };

function cidrs(third: number): string[] {
  return [0, 1, 2].map((zone) => `10.0.${third + zone}.0/24`);
}

const exact = { publicCidrs: cidrs(0), privateCidrs: cidrs(10), databaseCidrs: cidrs(20) };

describe('automatic', () => {
  test('gives half of the network to the private tier, and keeps a quarter free', () => {
    expect(SubnetPlan.automatic().bind(request)).toEqual({
      privateCidrs: ['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20'],
      publicCidrs: ['10.0.128.0/22', '10.0.132.0/22', '10.0.136.0/22'],
      databaseCidrs: ['10.0.160.0/22', '10.0.164.0/22', '10.0.168.0/22'],
    });
  });

  test('one zone more moves no subnet', () => {
    const [three, four] = [3, 4].map((zoneCount) => SubnetPlan.automatic().bind({ ...request, zoneCount }));
    expect(four?.publicCidrs.slice(0, 3)).toEqual(three?.publicCidrs);
    expect(four?.privateCidrs.slice(0, 3)).toEqual(three?.privateCidrs);
    expect(four?.databaseCidrs?.slice(0, 3)).toEqual(three?.databaseCidrs);
  });

  test('takes the size of each tier, and can leave out the one for databases', () => {
    const options = { publicMask: 28, privateMask: 18, databaseTier: false };
    expect(SubnetPlan.automatic(options).bind({ ...request, zoneCount: 2 })).toEqual({
      publicCidrs: ['10.0.128.0/28', '10.0.128.16/28'],
      privateCidrs: ['10.0.0.0/18', '10.0.64.0/18'],
      databaseCidrs: undefined,
    });
  });

  test('whatever it divides, AWS accepts: inside, of legal size, one a zone, none overlapping', () => {
    const prefix = fc.integer({ min: 16, max: 22 });
    const zones = fc.integer({ min: 2, max: 6 });
    fc.assert(
      fc.property(prefix, zones, fc.boolean(), (length, zoneCount, databaseTier) => {
        const cidr = `172.16.0.0/${length}`;
        const plan = SubnetPlan.automatic({ databaseTier }).bind({ cidr, zoneCount });
        expect(checkPlan(cidr, zoneCount, plan).privateCidrs).toHaveLength(zoneCount);
      }),
    );
  });

  test('fails when a tier is exhausted, with what would fit and the remedies', () => {
    expect(() => SubnetPlan.automatic({ privateMask: 18 }).bind(request)).toThrow(
      "'privateMask' must leave room for 3 subnets in 10.0.0.0/17, got /18, which leaves room for 2: choose a longer mask, a larger 'cidr', or give SubnetPlan.exact() its own networks",
    );
  });

  test('fails for a network that is too small to be divided', () => {
    expect(() => SubnetPlan.automatic().bind({ cidr: '10.0.0.0/24', zoneCount: 3 })).toThrow(
      "'cidr' must be large enough to be divided automatically, /22 or larger, got '10.0.0.0/24'",
    );
  });
});

describe('what PciVpc refuses', () => {
  function build(subnetPlan: ISubnetPlan, props: PciVpcProps = {}): () => void {
    return () => new PciVpc(new Stack(), 'Vpc', { ...props, subnetPlan });
  }

  test('nothing, when the networks are exact and right', () => {
    expect(build(SubnetPlan.exact(exact))).not.toThrow();
  });

  test.each([
    [
      'overlap',
      { databaseCidrs: ['10.0.10.128/25', '10.0.21.0/24', '10.0.22.0/24'] },
      'subnets must not overlap, got privateCidrs[0] 10.0.10.0/24 and databaseCidrs[0] 10.0.10.128/25',
    ],
    [
      'overlap in one tier',
      { privateCidrs: ['10.0.10.0/24', '10.0.10.0/24', '10.0.12.0/24'] },
      'got privateCidrs[0] 10.0.10.0/24 and privateCidrs[1] 10.0.10.0/24',
    ],
    [
      'leave the VPC',
      { publicCidrs: ['10.1.0.0/24', '10.0.1.0/24', '10.0.2.0/24'] },
      "'publicCidrs[0]' must lie inside the VPC's 10.0.0.0/16, got '10.1.0.0/24': move it, or enlarge 'cidr'",
    ],
    ['are too few', { publicCidrs: ['10.0.0.0/24'] }, "'publicCidrs' must name one network a zone, 3 in all, got 1"],
    [
      'are too many',
      { databaseCidrs: [...cidrs(20), '10.0.30.0/24'] },
      "'databaseCidrs' must name one network a zone, 3 in all, got 4",
    ],
    [
      'are too small',
      { publicCidrs: ['10.0.0.0/29', '10.0.1.0/24', '10.0.2.0/24'] },
      "'publicCidrs[0]' must be an IPv4 network from /16 to /28",
    ],
    [
      'begin in the middle of a network',
      { publicCidrs: ['10.0.0.1/24', '10.0.1.0/24', '10.0.2.0/24'] },
      "got '10.0.0.1/24'",
    ],
  ])('fails when networks %s', (_, change, message) => {
    expect(build(SubnetPlan.exact({ ...exact, ...change }))).toThrow(message);
  });

  test('fails for a plan of the user own that overlaps, like for ours', () => {
    const own = { bind: () => ({ publicCidrs: cidrs(0), privateCidrs: cidrs(0) }) };
    expect(build(own)).toThrow('subnets must not overlap');
  });

  test.each(['10.0.0.0/8', '10.0.0.0/29', '10.0.0.5/16', 'ten'])('fails for the VPC network %p', (cidr) => {
    expect(build(SubnetPlan.exact(exact), { cidr })).toThrow(
      `'cidr' must be an IPv4 network from /16 to /28 such as 10.0.0.0/16, got '${cidr}'`,
    );
  });
});

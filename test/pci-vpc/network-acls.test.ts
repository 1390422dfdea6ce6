import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PciVpc, type PciVpcProps } from '../../src/pci-vpc';

interface Entry {
  readonly NetworkAclId: { Ref: string };
  readonly CidrBlock: string;
  readonly Egress: boolean;
  readonly Protocol: number;
  readonly PortRange?: { From: number; To: number };
  readonly RuleAction: string;
}

/** `in 10.0.0.0/20 tcp 5432`, in the order of the rules. */
function rules(tier: string, props: PciVpcProps = {}): string[] {
  const stack = new Stack();
  new PciVpc(stack, 'Vpc', { availabilityZoneCount: 2, ...props });
  const entries = Object.values(Template.fromStack(stack).findResources('AWS::EC2::NetworkAclEntry'));
  return entries
    .map((entry): Entry => entry.Properties)
    .filter((entry) => entry.NetworkAclId.Ref.includes(`${tier}NetworkAcl`))
    .map(({ Egress, CidrBlock, Protocol, PortRange: range, RuleAction }) => {
      const ports = range ? ` ${range.From === range.To ? range.From : `${range.From}-${range.To}`}` : '';
      return `${RuleAction} ${Egress ? 'out' : 'in'} ${CidrBlock} ${Protocol === 6 ? 'tcp' : 'all'}${ports}`;
    });
}

test('databases are called by the private tier on 5432 only, and only answer it', () => {
  expect(rules('Database')).toEqual([
    'allow in 10.0.0.0/20 tcp 5432',
    'allow in 10.0.16.0/20 tcp 5432',
    'allow out 10.0.0.0/20 tcp 1024-65535',
    'allow out 10.0.16.0/20 tcp 1024-65535',
  ]);
});

test('compute talks inside the VPC, calls out on TLS and is called by nobody outside', () => {
  expect(rules('Private')).toEqual([
    'allow in 10.0.0.0/16 all',
    'allow in 0.0.0.0/0 tcp 1024-65535',
    'allow out 10.0.0.0/16 all',
    'allow out 0.0.0.0/0 tcp 443',
  ]);
});

test('the public tier is called on TLS, and calls out for the private one', () => {
  expect(rules('Public')).toEqual([
    'allow in 10.0.0.0/16 all',
    'allow in 0.0.0.0/0 tcp 443',
    'allow in 0.0.0.0/0 tcp 1024-65535',
    'allow out 10.0.0.0/16 all',
    'allow out 0.0.0.0/0 tcp 443',
    'allow out 0.0.0.0/0 tcp 1024-65535',
  ]);
});

test('ports and peers are added where they are asked for, and nowhere else', () => {
  const props = { outboundPorts: [443, 8443], publicPorts: [443, 80], peerCidrs: ['10.1.0.0/16'] };
  expect(rules('Private', props)).toContain('allow out 0.0.0.0/0 tcp 8443');
  expect(rules('Private', props)).toContain('allow in 10.1.0.0/16 all');
  expect(rules('Private', props)).toContain('allow out 10.1.0.0/16 all');
  expect(rules('Public', props)).toContain('allow in 0.0.0.0/0 tcp 80');
  expect(rules('Public', props).join()).not.toContain('10.1.0.0/16');
  expect(rules('Database', props)).toEqual(rules('Database'));
});

test('every subnet has the list of its tier', () => {
  const stack = new Stack();
  new PciVpc(stack, 'Vpc');
  const associations = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SubnetNetworkAclAssociation'));
  const pairs = associations.map(({ Properties: { NetworkAclId, SubnetId } }) => {
    const tier = (text: string) => /(Public|Private|Database)/.exec(text)?.[1];
    return [tier(NetworkAclId.Ref), tier(SubnetId.Ref)];
  });
  expect(pairs).toHaveLength(9);
  for (const [list, subnet] of pairs) expect(list).toBe(subnet);
});

test.each<[string, PciVpcProps, string]>([
  ['a port that does not exist', { outboundPorts: [70_000] }, "'outboundPorts' must be 1 to 65535, got 70000"],
  ['a public port of zero', { publicPorts: [0] }, "'publicPorts' must be 1 to 65535, got 0"],
  [
    'a peer that is no network',
    { peerCidrs: ['10.1.0.0'] },
    "'peerCidrs' must name IPv4 networks such as 10.1.0.0/16, got '10.1.0.0'",
  ],
  [
    'a peer that overlaps',
    { peerCidrs: ['10.0.128.0/24'] },
    "'peerCidrs' must lie outside the VPC's 10.0.0.0/16, got '10.0.128.0/24'",
  ],
])('fails for %s', (_, props, message) => {
  expect(() => rules('Private', props)).toThrow(message);
});

import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { PciVpc, type PciVpcProps, SubnetPlan, VpcEgress } from '../../src/pci-vpc';
import type { WrongProp } from './wrong-prop';

const vpc = (props: PciVpcProps) => (stack: ConstructorParameters<typeof PciVpc>[0]) => new PciVpc(stack, 'Vpc', props);

const tier = (third: number) => [0, 1, 2].map((zone) => `10.0.${third + zone}.0/24`);
const exact = (databaseCidrs: string[]) =>
  SubnetPlan.exact({ publicCidrs: tier(0), privateCidrs: tier(10), databaseCidrs });

export const network: WrongProp[] = [
  { prop: 'cidr', value: '10.0.0.0/8', remedy: '/16 to /28 such as 10.0.0.0/16', build: vpc({ cidr: '10.0.0.0/8' }) },
  { prop: 'cidr', value: '10.0.0.0/24', remedy: 'enlarge it', build: vpc({ cidr: '10.0.0.0/24' }) },
  { prop: 'availabilityZoneCount', value: '7', remedy: '2 to 6', build: vpc({ availabilityZoneCount: 7 }) },
  {
    prop: 'availabilityZones',
    value: 'us-east-1a',
    remedy: 'each zone once',
    build: vpc({ availabilityZones: ['us-east-1a', 'us-east-1a'] }),
  },
  {
    prop: 'availabilityZoneCount',
    value: '3 and 2 names',
    remedy: 'leave one of them out',
    build: vpc({ availabilityZones: ['us-east-1a', 'us-east-1b'], availabilityZoneCount: 3 }),
  },
  {
    prop: 'privateMask',
    value: '/18',
    remedy: 'choose a longer mask',
    build: vpc({ subnetPlan: SubnetPlan.automatic({ privateMask: 18 }) }),
  },
  {
    prop: 'publicMask',
    value: '30',
    remedy: '16 to 28',
    build: vpc({ subnetPlan: SubnetPlan.automatic({ publicMask: 30 }) }),
  },
  {
    prop: 'privateCidrs[2]',
    value: 'databaseCidrs[0] 10.0.12.0/24',
    remedy: 'move one of them',
    build: vpc({ subnetPlan: exact(tier(12)) }),
  },
  {
    prop: 'databaseCidrs[0]',
    value: '10.1.0.0/24',
    remedy: "move it, or enlarge 'cidr'",
    build: vpc({ subnetPlan: exact(['10.1.0.0/24', ...tier(20).slice(1)]) }),
  },
  {
    prop: 'databaseCidrs',
    value: '2',
    remedy: 'one network a zone',
    build: vpc({ subnetPlan: exact(tier(20).slice(1)) }),
  },
  {
    prop: 'instanceType',
    value: 't3.micro',
    remedy: "or give 'machineImage' too",
    build: vpc({ egress: VpcEgress.natInstances({ instanceType: new InstanceType('t3.micro') }) }),
  },
  { prop: 'outboundPorts', value: '70000', remedy: '1 to 65535', build: vpc({ outboundPorts: [443, 70_000] }) },
  { prop: 'publicPorts', value: '0.5', remedy: '1 to 65535', build: vpc({ publicPorts: [0.5] }) },
  {
    prop: 'peerCidrs',
    value: '10.0.5.0/24',
    remedy: "outside the VPC's 10.0.0.0/16",
    build: vpc({ peerCidrs: ['10.0.5.0/24'] }),
  },
];

import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { PaymentEnvironment } from '../../src/environment';
import { PciVpc, type PciVpcProps, VpcEgress } from '../../src/pci-vpc';

const zones = { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] };

function build(props: PciVpcProps = {}) {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  const vpc = new PciVpc(stack, 'Vpc', { ...zones, ...props });
  return { stack, vpc, template: Template.fromStack(stack) };
}

/** Where the default route of each private subnet leads to. */
function waysOut({ stack, vpc, template }: ReturnType<typeof build>): string[] {
  const routes = Object.values(template.findResources('AWS::EC2::Route')).map((route) => route.Properties);
  return vpc.vpc.selectSubnets(vpc.privateSubnets).subnets.map((subnet) => {
    const table = JSON.stringify(stack.resolve(subnet.routeTable.routeTableId));
    const route = routes.find((it) => JSON.stringify(it.RouteTableId) === table);
    return (route?.NatGatewayId ?? route?.NetworkInterfaceId)?.Ref ?? 'none';
  });
}

test('by default every zone has a NAT gateway and leaves through its own', () => {
  const built = build();
  built.template.resourceCountIs('AWS::EC2::NatGateway', 3);
  expect(new Set(waysOut(built)).size).toBe(3);
});

test('a single NAT gateway serves all zones', () => {
  const built = build({ egress: VpcEgress.singleNatGateway() });
  built.template.resourceCountIs('AWS::EC2::NatGateway', 1);
  expect(new Set(waysOut(built)).size).toBe(1);
});

test('with no egress nothing leads out, and functions may still live in the private tier', () => {
  const built = build({ egress: VpcEgress.none() });
  built.template.resourceCountIs('AWS::EC2::NatGateway', 0);
  expect(waysOut(built)).toEqual(['none', 'none', 'none']);
  expect(built.vpc.vpc.isolatedSubnets).toHaveLength(6);
});

test('a user can bring a way out of their own', () => {
  const built = build({ egress: { bind: (_, { zoneCount }) => ({ natGateways: zoneCount - 1 }) } });
  built.template.resourceCountIs('AWS::EC2::NatGateway', 2);
});

describe('NAT instances', () => {
  test('each zone leaves through an interface and an address that outlive the machine', () => {
    const built = build({ egress: VpcEgress.natInstances() });
    built.template.resourceCountIs('AWS::EC2::NatGateway', 0);
    built.template.resourceCountIs('AWS::EC2::Instance', 0);
    built.template.resourceCountIs('AWS::EC2::EIPAssociation', 3);
    built.template.allResourcesProperties('AWS::EC2::NetworkInterface', { SourceDestCheck: false });
    expect(new Set(waysOut(built)).size).toBe(3);
    for (const way of waysOut(built)) expect(way).toMatch(/NatInterface\d/);
  });

  test('a group of exactly one replaces what fails, old one first, once the address is there', () => {
    const { template } = build({ egress: VpcEgress.natInstances() });
    template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 3);
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', {
      Properties: {
        MinSize: '1',
        MaxSize: '1',
        AvailabilityZones: ['us-east-1b'],
        VPCZoneIdentifier: Match.absent(),
        InstanceMaintenancePolicy: { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 },
      },
      UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 0 } },
      DependsOn: [Match.stringLikeRegexp('NatAddressOnInterface1')],
    });
  });

  test('are Amazon Linux 2023 on arm64 with IMDSv2, an encrypted disk, no SSH key and no role', () => {
    const { template } = build({ egress: VpcEgress.natInstances() });
    template.allResourcesProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
        InstanceType: 't4g.small',
        MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
        Monitoring: { Enabled: true },
        NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: Match.anyValue() }],
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true, KmsKeyId: Match.absent() }) },
        ],
        KeyName: Match.absent(),
        IamInstanceProfile: Match.absent(),
      },
    });
  });

  test('pass on only what the private tier sends, on the outbound ports', () => {
    const { template } = build({ egress: VpcEgress.natInstances(), outboundPorts: [443, 8443] });
    const [group] = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
    const rules: { CidrIp: string; FromPort: number; ToPort: number }[] = group?.Properties.SecurityGroupIngress;
    expect(rules.map((rule) => `${rule.CidrIp} ${rule.FromPort}-${rule.ToPort}`)).toEqual([
      '10.0.0.0/20 443-443',
      '10.0.16.0/20 443-443',
      '10.0.32.0/20 443-443',
      '10.0.0.0/20 8443-8443',
      '10.0.16.0/20 8443-8443',
      '10.0.32.0/20 8443-8443',
    ]);
    expect(group?.Properties.SecurityGroupEgress).toMatchObject([
      { CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 },
      { CidrIp: '0.0.0.0/0', FromPort: 8443, ToPort: 8443 },
    ]);
  });

  test('take a key for their disks, which EC2 may use for this account only', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const encryptionKey = new kms.Key(stack, 'DiskKey');
    new PciVpc(stack, 'Vpc', { ...zones, egress: VpcEgress.natInstances({ encryptionKey }) });
    const template = Template.fromStack(stack);
    const via = { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' };
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Condition: { StringEquals: via } })]) },
    });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        BlockDeviceMappings: [{ Ebs: { KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('DiskKey'), 'Arn'] } } }],
      },
    });
  });

  test('are named by the environment, template included', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
    PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
    new PciVpc(stack, 'Vpc', { ...zones, egress: VpcEgress.natInstances() });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateName: 'nat-0-launch-template-dev-pr42',
    });
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      AutoScalingGroupName: 'nat-0-auto-scaling-group-dev-pr42',
      Tags: Match.arrayWith([{ Key: 'Name', Value: 'nat-0-instance-dev-pr42', PropagateAtLaunch: true }]),
    });
  });

  test('take another type of arm64, or any with an image of its own', () => {
    const instanceType = new ec2.InstanceType('c7gn.medium');
    build({ egress: VpcEgress.natInstances({ instanceType }) }).template.allResourcesProperties(
      'AWS::EC2::LaunchTemplate',
      {
        LaunchTemplateData: { InstanceType: 'c7gn.medium' },
      },
    );
    const machineImage = ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
    const intel = { instanceType: new ec2.InstanceType('c6in.large'), machineImage };
    build({ egress: VpcEgress.natInstances(intel) }).template.allResourcesProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { InstanceType: 'c6in.large', ImageId: 'ami-0123456789abcdef0' },
    });
  });

  test('fails for an Intel type on the arm64 image', () => {
    expect(() => build({ egress: VpcEgress.natInstances({ instanceType: new ec2.InstanceType('t3.micro') }) })).toThrow(
      "'instanceType' must be an arm64 type such as t4g.small, got t3.micro: or give 'machineImage' too",
    );
  });
});

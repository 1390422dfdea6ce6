import { App, type Environment, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { NamingConvention, PaymentEnvironment, type PaymentEnvironmentProps } from '../../src/environment';
import { PciVpc, type PciVpcProps, SubnetPlan, VpcEgress } from '../../src/pci-vpc';

interface Setup {
  readonly env?: Environment;
  readonly environment?: PaymentEnvironmentProps;
  readonly id?: string;
}

function build(props?: PciVpcProps, { env, environment, id = 'Vpc' }: Setup = {}) {
  const stack = new Stack(new App(), 'Stack', { env });
  if (environment) PaymentEnvironment.define(stack, environment);
  const vpc = new PciVpc(stack, id, props);
  return { stack, vpc, template: Template.fromStack(stack) };
}

describe('zones', () => {
  test.each<[string, Environment | undefined]>([
    ['nothing', undefined],
    ['its region', { region: 'us-east-1' }],
    ['account and region', { account: '111122223333', region: 'us-east-1' }],
  ])('are the first three of the region in a stack that knows %s', (_, env) => {
    const { stack, vpc, template } = build({}, { env });
    template.resourceCountIs('AWS::EC2::Subnet', 9);
    for (const tier of [vpc.publicSubnets, vpc.privateSubnets, vpc.databaseSubnets]) {
      const zones = vpc.vpc.selectSubnets(tier).subnets.map((subnet) => stack.resolve(subnet.availabilityZone));
      expect(zones).toEqual([0, 1, 2].map((index) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] })));
    }
  });

  test('are the named ones where names are given', () => {
    const { template } = build(
      { availabilityZones: ['eu-central-2a', 'eu-central-2c'] },
      { env: { region: 'eu-central-2' } },
    );
    const zones = Object.values(template.findResources('AWS::EC2::Subnet')).map((it) => it.Properties.AvailabilityZone);
    expect(zones.sort()).toEqual([...Array(3).fill('eu-central-2a'), ...Array(3).fill('eu-central-2c')]);
  });

  test.each<[string, PciVpcProps, string]>([
    ['one zone', { availabilityZoneCount: 1 }, "'availabilityZoneCount' must be 2 to 6, got 1"],
    ['one name', { availabilityZones: ['us-east-1a'] }, "'availabilityZones' must be 2 to 6 zones, got 1"],
    [
      'a repeated name',
      { availabilityZones: ['a', 'b', 'a'] },
      "'availabilityZones' must name each zone once, got 'a' twice",
    ],
    [
      'disagreement',
      { availabilityZones: ['a', 'b'], availabilityZoneCount: 3 },
      'got 3 and 2 names: leave one of them out',
    ],
  ])('fails for %s', (_, props, message) => {
    expect(() => build(props)).toThrow(message);
  });
});

describe('tiers', () => {
  test('divide 10.0.0.0/16, and no machine gets a public address by itself', () => {
    const { vpc, template } = build();
    expect(vpc.cidr).toBe('10.0.0.0/16');
    expect(vpc.privateCidrs).toEqual(['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20']);
    template.hasResourceProperties('AWS::EC2::VPC', {
      CidrBlock: '10.0.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
    });
    template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  test('hand out exactly the networks of the plan, zone by zone', () => {
    const subnetPlan = SubnetPlan.exact({
      publicCidrs: ['10.0.0.0/24', '10.0.1.0/24'],
      privateCidrs: ['10.0.10.0/24', '10.0.11.0/24'],
      databaseCidrs: ['10.0.20.0/24', '10.0.21.0/24'],
    });
    const { vpc } = build({ availabilityZones: ['a', 'b'], subnetPlan });
    const placed = (selection: ec2.SubnetSelection) =>
      vpc.vpc.selectSubnets(selection).subnets.map((subnet) => `${subnet.availabilityZone} ${subnet.ipv4CidrBlock}`);
    expect(placed(vpc.publicSubnets)).toEqual(['a 10.0.0.0/24', 'b 10.0.1.0/24']);
    expect(placed(vpc.privateSubnets)).toEqual(['a 10.0.10.0/24', 'b 10.0.11.0/24']);
    expect(placed(vpc.databaseSubnets)).toEqual(['a 10.0.20.0/24', 'b 10.0.21.0/24']);
  });

  test('the database tier has no route but the local one, not even to an endpoint', () => {
    const { stack, vpc, template } = build();
    const subnets = vpc.vpc.selectSubnets(vpc.databaseSubnets).subnets;
    const tables = subnets.map((subnet) => stack.resolve(subnet.routeTable.routeTableId));
    const routes = Object.values(template.findResources('AWS::EC2::Route')).map(
      (route) => route.Properties.RouteTableId,
    );
    const endpoints = Object.values(template.findResources('AWS::EC2::VPCEndpoint'));
    const routed = [...routes, ...endpoints.flatMap((endpoint) => endpoint.Properties.RouteTableIds ?? [])];
    expect(tables).toHaveLength(3);
    for (const table of tables) expect(routed).not.toContainEqual(table);
  });

  test('without a database tier, databases live in the private one', () => {
    const { vpc, template } = build({ subnetPlan: SubnetPlan.automatic({ databaseTier: false }) });
    expect(vpc.databaseSubnets).toBe(vpc.privateSubnets);
    template.resourceCountIs('AWS::EC2::Subnet', 6);
    template.resourceCountIs('AWS::EC2::NetworkAcl', 2);
  });

  test('the default security group is closed, whatever the feature flag says', () => {
    const stack = new Stack(new App({ context: { '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false } }));
    new PciVpc(stack, 'Vpc');
    Template.fromStack(stack).hasResourceProperties('Custom::VpcRestrictDefaultSG', {
      DefaultSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'DefaultSecurityGroup'] },
    });
  });
});

describe('flow logs', () => {
  test('hold all traffic for a year, minute by minute, encrypted with a key of their own', () => {
    const { template } = build();
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      TrafficType: 'ALL',
      MaxAggregationInterval: 60,
      ResourceType: 'VPC',
      LogGroupName: { Ref: Match.stringLikeRegexp('FlowLogGroup') },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365, KmsKeyId: Match.anyValue() });
  });

  test('are written by a role that only the service takes, for this account, and that writes nothing else', () => {
    const { template } = build({}, { env: { account: '111122223333', region: 'us-east-1' } });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnLike: Match.anyValue() },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('FlowLogGroup'), 'Arn'] },
          },
        ],
      },
    });
  });

  test('take a retention and a key', () => {
    const stack = new Stack();
    const encryptionKey = new kms.Key(stack, 'Own');
    new PciVpc(stack, 'Vpc', { encryptionKey, flowLogRetention: logs.RetentionDays.SEVEN_YEARS });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 2557 });
  });

  test.each([
    [false, 'Delete'],
    [true, 'Retain'],
  ])('when production is %p, log group and key have the policy %s', (production, policy) => {
    const { template } = build({}, { environment: { production } });
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: policy, UpdateReplacePolicy: policy });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: policy });
  });
});

describe('names', () => {
  function names(template: Template, type: string): string[] {
    return Object.values(template.findResources(type)).map(
      (it) => it.Properties.Tags.find((tag: { Key: string }) => tag.Key === 'Name').Value,
    );
  }

  test('follow the convention of the environment down to route tables', () => {
    const { template } = build({}, { environment: { environmentSuffix: 'pr42' } });
    expect(names(template, 'AWS::EC2::VPC')).toEqual(['vpc-dev-pr42']);
    expect(names(template, 'AWS::EC2::Subnet')).toContain('private-2-subnet-dev-pr42');
    expect(names(template, 'AWS::EC2::RouteTable')).toContain('database-0-route-table-dev-pr42');
    expect(names(template, 'AWS::EC2::NetworkAcl')).toContain('database-network-acl-dev-pr42');
    expect(names(template, 'AWS::EC2::NatGateway')).toContain('public-1-nat-gateway-dev-pr42');
    expect(names(template, 'AWS::EC2::EIP')).toContain('public-1-elastic-ip-dev-pr42');
    expect(names(template, 'AWS::EC2::VPCEndpoint')).toEqual(['s3-endpoint-dev-pr42', 'dynamodb-endpoint-dev-pr42']);
  });

  test.each(Object.entries({ gateways: VpcEgress.natGatewayPerZone(), instances: VpcEgress.natInstances() }))(
    'all carry the suffix: %s',
    (_, egress) => {
      const interfaceEndpoints = [ec2.InterfaceVpcEndpointAwsService.KMS];
      const { template } = build({ egress, interfaceEndpoints }, { environment: { environmentSuffix: 'pr42' } });
      const text = JSON.stringify(template.toJSON());
      const property = '(?:(?:Group|Role|Policy|Alias|Template)Name|Key":"Name",(?:"PropagateAtLaunch":true,)?"Value)';
      const ours = [...text.matchAll(new RegExp(`${property}":"([^"]+)"`, 'g'))].map((match) => match[1]);
      const inCdkProvider = 'Inline';
      expect(ours.length).toBeGreaterThan(30);
      for (const name of ours.filter((it) => it !== inCdkProvider)) expect(name).toContain('pr42');
    },
  );

  test('are those of the blue-green brief under its convention', () => {
    const naming = NamingConvention.of('{resourceName}-{environmentSuffix}');
    const { template } = build({}, { environment: { naming, environmentSuffix: 'dev' } });
    expect(names(template, 'AWS::EC2::VPC')).toEqual(['vpc-dev']);
    expect(names(template, 'AWS::EC2::Subnet')).toContain('public-subnet-0-dev');
  });

  test('of a second VPC begin with its own', () => {
    const { template } = build({}, { environment: {}, id: 'AuditVpc' });
    expect(names(template, 'AWS::EC2::VPC')).toEqual(['audit-vpc-dev-dev']);
    expect(names(template, 'AWS::EC2::Subnet')).toContain('audit-public-0-subnet-dev-dev');
  });

  test('are left to CDK without an environment', () => {
    const { template } = build();
    expect(names(template, 'AWS::EC2::VPC')).toEqual(['Stack/Vpc/Resource']);
  });
});

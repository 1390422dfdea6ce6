import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PciVpc, type PciVpcProps, VpcEgress } from '../../src/pci-vpc';

const { SECRETS_MANAGER, ECR, ECR_DOCKER } = ec2.InterfaceVpcEndpointAwsService;
const ACCOUNT = '111122223333';
const accountOnly = Match.objectLike({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
});

function build(props?: PciVpcProps) {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const vpc = new PciVpc(stack, 'Vpc', props);
  return { stack, vpc };
}

function s3Policy(stack: Stack): { Action: string; Resource: unknown }[] {
  const endpoints = Object.values(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint'));
  const s3 = endpoints.find((endpoint) => JSON.stringify(endpoint.Properties.ServiceName).includes('.s3'));
  return s3?.Properties.PolicyDocument.Statement;
}

test('S3 and DynamoDB are reached by gateway from the private tier, by principals of this account', () => {
  const { stack } = build();
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
  template.allResourcesProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Gateway',
    RouteTableIds: [1, 2, 3].map((zone) => ({ Ref: Match.stringLikeRegexp(`PrivateSubnet${zone}RouteTable`) })),
    PolicyDocument: { Statement: Match.arrayWith([accountOnly]) },
  });
});

test('functions of custom resources can answer CloudFormation through the S3 endpoint', () => {
  const answer = s3Policy(build().stack).find((statement) => statement.Action === 's3:PutObject');
  expect(JSON.stringify(answer?.Resource)).toContain(':s3:::cloudformation-custom-resource-response-useast1/*');
});

test('in a stack without a region, CloudFormation takes the hyphens out', () => {
  const stack = new Stack();
  new PciVpc(stack, 'Vpc');
  const answer = s3Policy(stack).find((statement) => statement.Action === 's3:PutObject');
  expect(JSON.stringify(answer?.Resource)).toContain('{"Fn::Split":["-",{"Ref":"AWS::Region"}]}');
});

test('an interface endpoint admits TLS from the VPC, and principals of this account', () => {
  const { stack } = build({ interfaceEndpoints: [SECRETS_MANAGER] });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    ServiceName: 'com.amazonaws.us-east-1.secretsmanager',
    SubnetIds: [1, 2, 3].map((zone) => ({ Ref: Match.stringLikeRegexp(`PrivateSubnet${zone}Subnet`) })),
    SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('SecretsmanagerSecurityGroup'), 'GroupId'] }],
    PolicyDocument: { Statement: [accountOnly] },
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [
      { CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443, IpProtocol: 'tcp', Description: Match.anyValue() },
    ],
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
  });
});

test('endpoints can be added later, and none at all can be asked for', () => {
  const { stack, vpc } = build({ gatewayEndpoints: [] });
  const endpoint = vpc.addInterfaceEndpoint('Ledger', new ec2.InterfaceVpcEndpointService('com.example.vpce.ledger'));
  expect(stack.resolve(endpoint.vpcEndpointId)).toEqual({ Ref: expect.stringContaining('LedgerEndpoint') });
  Template.fromStack(stack).resourceCountIs('AWS::EC2::VPCEndpoint', 1);
});

test('with the image registry the S3 endpoint lets image layers through, and without it does not', () => {
  const layers = (stack: Stack) => s3Policy(stack).filter((statement) => statement.Action === 's3:GetObject');
  expect(layers(build({ interfaceEndpoints: [ECR] }).stack)).toEqual([]);
  const [statement] = layers(build({ interfaceEndpoints: [ECR, ECR_DOCKER] }).stack);
  expect(JSON.stringify(statement?.Resource)).toContain(':s3:::prod-us-east-1-starport-layer-bucket/*');
});

test('its ways out can be listed, for whoever watches them', () => {
  const { stack, vpc } = build({ interfaceEndpoints: [SECRETS_MANAGER] });
  const added = vpc.addInterfaceEndpoint('Registry', ECR);
  expect(vpc.interfaceEndpoints).toHaveLength(2);
  expect(vpc.interfaceEndpoints[1]).toBe(added);
  const gateways = Object.keys(Template.fromStack(stack).findResources('AWS::EC2::NatGateway'));
  expect(stack.resolve(vpc.natGatewayIds)).toEqual(gateways.map((Ref) => ({ Ref })));
  expect(build({ egress: VpcEgress.none() }).vpc.natGatewayIds).toEqual([]);
});

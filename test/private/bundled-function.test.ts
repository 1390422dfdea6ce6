import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { BundledFunction, type BundledFunctionProps } from '../../src/private/bundled-function';
import { unacknowledged } from '../compliance/packs';
import { surroundings } from '../compliance/surroundings';

function create(stack = surroundings[0].stack(), props: Partial<BundledFunctionProps> = {}) {
  new BundledFunction(stack, 'Rotation', {
    asset: 'rotate-credential',
    description: 'Rotates',
    purpose: 'database-rotation',
    timeout: Duration.minutes(1),
    ...props,
  });
  return { stack, template: Template.fromStack(stack) };
}

const networkOf = (stack: ReturnType<(typeof surroundings)[0]['stack']>) =>
  ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });

test('a function runs the bundle of its name on the newest runtime, and logs to an encrypted group of its own', () => {
  const { template } = create();
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('RotationLogGroup') } },
    Environment: {
      Variables: {
        POWERTOOLS_SERVICE_NAME: 'rotate-credential',
        POWERTOOLS_METRICS_NAMESPACE: 'Payments',
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    },
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue(), RetentionInDays: 30 });
});

test('its role has one policy, which lets it write its own log and nothing else', () => {
  const { template } = create();
  template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent(), Policies: Match.absent() });
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('RotationLogGroup'), 'Arn'] },
        },
      ],
    },
  });
});

test('in a VPC its security group lets out TLS and nothing else', () => {
  const stack = surroundings[0].stack();
  create(stack, { vpc: networkOf(stack) }).template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }].map(Match.objectLike),
    SecurityGroupIngress: Match.absent(),
  });
});

test.each(surroundings)('it has no finding in $name, in a VPC or outside', ({ stack }) => {
  const outside = create(stack()).stack;
  expect(unacknowledged(outside.node.root)).toEqual([]);
  const inside = stack();
  create(inside, { vpc: networkOf(inside) });
  expect(unacknowledged(inside.node.root)).toEqual([]);
});

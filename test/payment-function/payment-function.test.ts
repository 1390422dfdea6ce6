import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentFunction, PaymentFunctionBundle, type PaymentFunctionProps } from '../../src/payment-function';
import { actionsOf, networked, statementsOf } from './network';

const bundle = PaymentFunctionBundle.GET_PAYMENT;

function synthesize(props: PaymentFunctionProps = { bundle }): Template {
  const stack = new Stack();
  new PaymentFunction(stack, 'Get', props);
  return Template.fromStack(stack);
}

describe('defaults', () => {
  test('the bundled code runs on the newest Node.js and arm64, traced', () => {
    synthesize().hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: 30,
      TracingConfig: { Mode: 'Active' },
      ReservedConcurrentExecutions: Match.absent(),
      VpcConfig: Match.absent(),
      FunctionName: Match.absent(),
    });
  });

  test('the function knows its name, its namespace, its log level and where its configuration is', () => {
    const stack = new Stack(undefined, 'Platform');
    const { configurationPath } = new PaymentFunction(stack, 'Get', { bundle });
    expect(configurationPath).toBe('/payment/Platform');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'get-payment',
          POWERTOOLS_METRICS_NAMESPACE: 'Payments',
          POWERTOOLS_LOG_LEVEL: 'INFO',
          CONFIGURATION_PATH: '/payment/Platform',
        },
      },
    });
  });

  test('the log is encrypted and kept a month, and one key serves it and the dead letters', () => {
    const template = synthesize();
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, KmsKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: Match.anyValue() } });
    template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.anyValue() });
  });

  test('events that fail for good wait in a dead-letter queue of the function', () => {
    const stack = new Stack();
    const fn = new PaymentFunction(stack, 'Get', { bundle });
    expect(fn.deadLetterQueue).toBeDefined();
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: { TargetArn: Match.anyValue() } });
    expect(actionsOf(statementsOf(stack, 'Get'))).toEqual(expect.arrayContaining(['sqs:SendMessage', 'kms:Decrypt']));
  });

  test('the role has one policy of ours, no other, and may log and trace', () => {
    const template = synthesize();
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent(), Policies: Match.absent() });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: { 'Fn::GetAtt': Match.anyValue() },
          }),
          Match.objectLike({ Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' }),
        ]),
      },
    });
  });
});

test('an environment names function, role, log group and queue, and says where the configuration is', () => {
  const stack = new Stack();
  PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  new PaymentFunction(stack, 'GetPayment', { bundle });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'get-payment-function-dev-pr42',
    Environment: { Variables: Match.objectLike({ CONFIGURATION_PATH: '/payment/dev-pr42' }) },
  });
  template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'get-payment-role-dev-pr42' });
  template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: 'get-payment-log-group-dev-pr42' });
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'get-payment-dead-letter-queue-dev-pr42' });
});

test('choices reach the function', () => {
  const template = synthesize({
    bundle,
    memorySize: 2048,
    timeout: Duration.seconds(5),
    reservedConcurrency: 7,
    environment: { REGION_OF_RECORD: 'eu' },
    architecture: lambda.Architecture.X86_64,
    tracing: lambda.Tracing.DISABLED,
    logLevel: 'DEBUG',
    logRetention: logs.RetentionDays.SEVEN_YEARS,
    configurationPath: '/own/path',
    serviceName: 'shop-window',
    description: 'Shows payments',
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 2048,
    Timeout: 5,
    ReservedConcurrentExecutions: 7,
    Architectures: ['x86_64'],
    TracingConfig: Match.absent(),
    Description: 'Shows payments',
    Environment: {
      Variables: {
        REGION_OF_RECORD: 'eu',
        POWERTOOLS_LOG_LEVEL: 'DEBUG',
        CONFIGURATION_PATH: '/own/path',
        POWERTOOLS_SERVICE_NAME: 'shop-window',
        POWERTOOLS_METRICS_NAMESPACE: 'Payments',
      },
    },
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 2557 });
});

test('a given key encrypts instead of a new one', () => {
  const stack = new Stack();
  const encryptionKey = new kms.Key(stack, 'Own');
  new PaymentFunction(stack, 'Get', { bundle, encryptionKey });
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
});

describe('in a VPC', () => {
  test('each function has a security group of its own that lets out HTTPS and nothing else', () => {
    const { stack, vpc } = networked();
    new PaymentFunction(stack, 'Get', { bundle, vpc });
    new PaymentFunction(stack, 'Process', { bundle: PaymentFunctionBundle.PROCESS_PAYMENT, vpc });
    const template = Template.fromStack(stack);
    const groups = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
    expect(groups).toHaveLength(2);
    for (const { Properties } of groups) {
      expect(Properties.SecurityGroupIngress).toBeUndefined();
      expect(Properties.SecurityGroupEgress).toEqual([
        expect.objectContaining({ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
      ]);
    }
  });

  test('HTTPS can be narrowed, and closed', () => {
    const { stack, vpc } = networked();
    new PaymentFunction(stack, 'Narrow', { bundle, vpc, httpsEgress: [ec2.Peer.ipv4('10.0.0.0/16')] });
    const { connections } = new PaymentFunction(stack, 'Closed', { bundle, vpc, httpsEgress: [] });
    const cidrs = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup'))
      .flatMap(({ Properties }) => Properties.SecurityGroupEgress)
      .map(({ CidrIp }) => CidrIp);
    expect(cidrs.sort()).toEqual(['10.0.0.0/16', '255.255.255.255/32']);
    expect(connections.securityGroups).toHaveLength(1);
  });

  test('the role may manage network interfaces', () => {
    const { stack, vpc } = networked();
    new PaymentFunction(stack, 'Get', { bundle, vpc });
    expect(actionsOf(statementsOf(stack, 'Get'))).toContain('ec2:CreateNetworkInterface');
  });
});

describe('own code', () => {
  const python: PaymentFunctionProps = {
    code: lambda.Code.fromInline('def handler(event, context):\n    return {"statusCode": 204}\n'),
    runtime: lambda.Runtime.PYTHON_3_12,
    handler: 'index.handler',
  };

  test('a Python handler takes the place of the bundled code', () => {
    synthesize(python).hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'python3.12',
      Handler: 'index.handler',
      Code: { ZipFile: Match.stringLikeRegexp('def handler') },
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: 'get' }) },
    });
  });

  test.each([
    [
      'fails with a bundle beside',
      { ...python, bundle },
      "'bundle' must be left out where 'code' is given, got 'get-payment'",
    ],
    [
      'fails without a runtime',
      { ...python, runtime: undefined },
      "'runtime' must be given together with 'code', got none",
    ],
    [
      'fails without a handler',
      { ...python, handler: undefined },
      "'handler' must be given together with 'code', got none",
    ],
    [
      'fails when only the runtime is given',
      { bundle, runtime: lambda.Runtime.PYTHON_3_12 },
      "'runtime' must be given together with 'code', got 'python3.12' alone",
    ],
    [
      'fails when only the handler is given',
      { bundle, handler: 'a.b' },
      "'handler' must be given together with 'code', got 'a.b'",
    ],
    ['fails with neither', {}, "'bundle' or 'code' must be given, got neither"],
  ])('%s', (_, props: PaymentFunctionProps, message) => {
    expect(() => synthesize(props)).toThrow(message);
  });
});

describe('refused', () => {
  test.each<[string, PaymentFunctionProps, string]>([
    ['memorySize', { memorySize: 64 }, "'memorySize' must be 128 to 10240 MB, got 64"],
    ['timeout', { timeout: Duration.minutes(16) }, "'timeout' must be 1 second to 15 minutes, got 16 minutes"],
    ['reservedConcurrency', { reservedConcurrency: 0 }, "'reservedConcurrency' must be 1 to 100000, got 0"],
    ['logLevel', { logLevel: 'LOUD' }, "'logLevel' must be one of DEBUG, INFO, WARN, ERROR, got 'LOUD'"],
    ['configurationPath', { configurationPath: 'a/' }, "'configurationPath' must be a Parameter Store path"],
    ['httpsEgress', { httpsEgress: [] }, "'httpsEgress' must be left out where 'vpc' is not given"],
    ['environment', { environment: { DATABASE_HOST: 'x' } }, "'environment' must not set 'DATABASE_HOST', got 'x'"],
  ])('fails for a wrong %s', (_, props, message) => {
    expect(() => synthesize({ bundle, ...props })).toThrow(message);
  });
});

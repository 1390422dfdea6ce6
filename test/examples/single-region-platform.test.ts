/** Every row of `scenarios/single-region-platform.md` that a template can show, and the decisions that hold for all examples. */
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { loadExample } from '../../examples/synth';
import { unacknowledged } from '../compliance/packs';
import { physicalNames } from './physical-names';

async function stackOf(context: Record<string, string>): Promise<Stack> {
  const app = await loadExample('single-region-platform', { context });
  const stack = app.node.children.find(Stack.isStack);
  if (!stack) throw new Error('the example has one stack');
  return stack;
}

let stack: Stack;
let template: Template;

beforeAll(async () => {
  stack = await stackOf({ environmentSuffix: 'pr42' });
  template = Template.fromStack(stack);
});

describe('network (SR-NET-1)', () => {
  test('three zones, each with a public subnet for NAT and private subnets for functions and databases', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 3);
    const zones = Object.values(template.findResources('AWS::EC2::Subnet')).map(
      ({ Properties }) => Properties.AvailabilityZone,
    );
    expect(new Set(zones)).toEqual(new Set(['us-east-1a', 'us-east-1b', 'us-east-1c']));
    expect(zones).toHaveLength(9);
  });
});

describe('database (SR-DB-1)', () => {
  test('a writer and a reader, private, encrypted, kept seven days', () => {
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      Engine: 'aurora-postgresql',
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
    });
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
  });

  test('TLS is forced', () => {
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Parameters: Match.objectLike({ 'rds.force_ssl': '1' }),
    });
  });
});

test('session table on demand, with recovery, time to live and encryption (SR-DDB-1)', () => {
  template.resourceCountIs('AWS::DynamoDB::Table', 1);
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: Match.objectLike({ PointInTimeRecoveryEnabled: true }),
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    SSESpecification: Match.objectLike({ SSEEnabled: true, SSEType: 'KMS' }),
  });
});

describe('functions (SR-FN-1)', () => {
  const named = ['validate-payment', 'process-payment', 'notify-payment'];
  const functions = () =>
    Object.values(template.findResources('AWS::Lambda::Function')).filter(({ Properties }) =>
      named.some((name) => String(Properties.FunctionName ?? '').includes(name)),
    );

  test('validation, processing and notification run in the VPC, each with a security group of its own', () => {
    expect(functions()).toHaveLength(3);
    const groups = functions().map(({ Properties }) => JSON.stringify(Properties.VpcConfig.SecurityGroupIds));
    expect(new Set(groups).size).toBe(3);
    for (const { Properties } of functions()) expect(Properties.VpcConfig.SubnetIds).toHaveLength(3);
  });
});

describe('API (SR-API-1)', () => {
  test('regional REST API with a custom domain and its Route 53 record', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: Match.objectLike({ Types: ['REGIONAL'] }),
    });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', { DomainName: Match.stringLikeRegexp('pr42') });
    template.hasResourceProperties('AWS::Route53::RecordSet', { Type: 'A', Name: Match.stringLikeRegexp('pr42') });
  });

  test('requests are validated and throttled at 10,000 a second', () => {
    template.hasResourceProperties('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Match.arrayWith([
        Match.objectLike({ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 10_000 }),
      ]),
    });
  });
});

test('bucket: versioned, Glacier after 90 days, AWS-managed key, access logging (SR-S3-1)', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        Match.objectLike({
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Match.absent() },
        }),
      ],
    },
    LifecycleConfiguration: {
      Rules: Match.arrayWith([Match.objectLike({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }] })]),
    },
    LoggingConfiguration: Match.objectLike({ DestinationBucketName: Match.anyValue() }),
  });
});

test('parameters for database endpoint, API URL and feature flags; secure strings by custom resource (SR-CFG-1)', () => {
  for (const name of ['database-endpoint', 'api-url', 'feature-flags']) {
    template.hasResourceProperties('AWS::SSM::Parameter', { Name: Match.stringLikeRegexp(name), Type: 'String' });
  }
  const secure = Object.values(template.findResources('AWS::CloudFormation::CustomResource')).concat(
    Object.values(template.findResources('Custom::SecureStringParameter')),
  );
  expect(JSON.stringify(secure)).toContain('webhook-signing-key');
});

describe('monitoring (SR-MON-1, SR-MON-2)', () => {
  const alarms = () =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
  const named = (part: string) => alarms().filter(({ AlarmName }) => String(AlarmName).includes(part));

  test.each([
    ['database-cpu', 80],
    // 80 % of the 2000 connections that an instance with less than one capacity unit allows
    ['database-connections', 1600],
    ['function-error-rate', 5],
    ['api-server-error-rate', 1],
  ])('an alarm on %s goes off above %d', (name, threshold) => {
    expect(named(name)).not.toHaveLength(0);
    for (const alarm of named(name)) {
      expect(alarm).toMatchObject({ Threshold: threshold, ComparisonOperator: 'GreaterThanThreshold' });
    }
  });

  test('rates are metric math, for each function', () => {
    const isOurs = (it: object) => Object.getPrototypeOf(it.constructor).name === 'PaymentFunction';
    const functions = stack.node.findAll().filter(isOurs).length + 1; // and that of rotations
    expect(named('function-error-rate')).toHaveLength(functions);
    for (const { Metrics } of [...named('function-error-rate'), ...named('api-server-error-rate')]) {
      expect(JSON.stringify(Metrics)).toContain('"Expression"');
    }
  });

  test('every alarm tells a topic, treats missing data on purpose and says what to do (X-11)', () => {
    for (const { AlarmActions, TreatMissingData, AlarmDescription } of alarms()) {
      expect(AlarmActions).toHaveLength(1);
      expect(TreatMissingData).toMatch(/^(notBreaching|missing|breaching)$/);
      expect(JSON.stringify(AlarmDescription)).toMatch(/operations\.md#/);
    }
  });

  test.each(['AWS/Lambda', 'AWS/ApiGateway', 'AWS/RDS', 'AWS/DynamoDB', 'AWS/S3', 'AWS/SNS', 'AWS/SQS', 'Payments'])(
    'one dashboard shows %s',
    (namespace) => {
      template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
      expect(JSON.stringify(template.findResources('AWS::CloudWatch::Dashboard'))).toContain(namespace);
    },
  );
});

describe('decisions for all examples', () => {
  test('nothing is retained, protected or snapshotted (X-4)', () => {
    const resources = Object.entries<Record<string, unknown>>(template.toJSON().Resources);
    const kept = resources
      .filter(([, resource]) => resource.Type !== 'AWS::Lambda::Version')
      .filter(([, { DeletionPolicy, UpdateReplacePolicy }]) =>
        [DeletionPolicy, UpdateReplacePolicy].some((policy) => policy === 'Retain' || policy === 'Snapshot'),
      );
    expect(kept.map(([id]) => id)).toEqual([]);
    expect(JSON.stringify(template.toJSON())).not.toContain('"DeletionProtection":true');
  });

  test('no account id, no AWS-managed policy, no inline policy, no `*` action (X-5, X-7)', () => {
    const text = JSON.stringify(template.toJSON());
    expect(text).not.toMatch(/"[^"]*\b\d{12}\b[^"]*"/);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    // the roles of CDK's own core providers are excused
    const roles = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => !id.startsWith('Custom'));
    expect(JSON.stringify(roles)).not.toContain(':iam::aws:policy/');
    expect(JSON.stringify(roles)).not.toContain('"Policies"');
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::ManagedPolicy'))) {
      for (const { Effect, Action } of Properties.PolicyDocument.Statement) {
        expect(Effect === 'Allow' && [Action].flat().includes('*')).toBe(false);
      }
    }
  });

  test('every log group has a key and a retention, and goes with the stack (X-12)', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      KmsKeyId: Match.anyValue(),
      RetentionInDays: Match.anyValue(),
    });
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  test.each([
    'Lambda::Function',
    'SQS::Queue',
    'SNS::Topic',
    'DynamoDB::Table',
    'S3::Bucket',
    'RDS::DBCluster',
    'EC2::VPC',
  ])('every AWS::%s carries the tags Environment and Project', (type) => {
    // the providers of CDK's own custom resources take no tags
    const ours = Object.entries(template.findResources(`AWS::${type}`)).filter(([id]) => !id.startsWith('Custom'));
    expect(ours).not.toHaveLength(0);
    const tags = ours.map(([, { Properties }]) => Properties.Tags);
    const wanted = [
      { Key: 'Environment', Value: 'dev' },
      { Key: 'Project', Value: 'single-region-platform' },
    ];
    for (const of of tags) expect(of).toEqual(expect.arrayContaining(wanted));
  });

  test('no finding without a reason at its resource, in four packs (X-8)', () => {
    expect(unacknowledged(stack.node.root)).toEqual([]);
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });

  test('two suffixes share no physical name (X-2)', async () => {
    const other = Template.fromStack(await stackOf({ environmentSuffix: 'pr43' }));
    const names = (of: Template) => new Set(physicalNames(of.toJSON().Resources));
    const shared = [...names(template)].filter((name) => names(other).has(name));
    expect(shared).toEqual([]);
    expect(names(template).size).toBeGreaterThan(60);
  });
});

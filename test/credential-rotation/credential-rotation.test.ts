import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CredentialRotation, type CredentialRotationProps, RotationStrategy } from '../../src/credential-rotation';
import { PaymentEnvironment } from '../../src/environment';
import { existingVpc } from '../compliance/network';

function create(props: (stack: Stack) => Partial<CredentialRotationProps> = () => ({}), named = false) {
  const stack = new Stack();
  if (named) PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  const vpc = existingVpc(stack);
  const encryptionKey = new kms.Key(stack, 'SecretKey');
  const secret = new secretsmanager.Secret(stack, 'Secret', { encryptionKey });
  const target = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Database', { vpc })] });
  const rotation = new CredentialRotation(stack, 'Rotation', { secret, vpc, target, ...props(stack) });
  return { stack, rotation, template: Template.fromStack(stack) };
}

const begins = (text: string) => Match.stringLikeRegexp(`^${text}`);

describe('defaults', () => {
  const { template } = create();

  test('the secret is rotated every 30 days by this package’s function, not at once', () => {
    template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      SecretId: { Ref: begins('Secret') },
      RotationLambdaARN: { 'Fn::GetAtt': [begins('RotationFunction'), 'Arn'] },
      RotationRules: { AutomaticallyAfterDays: 30 },
      RotateImmediatelyOnUpdate: false,
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Environment: { Variables: { EXCLUDED_CHARACTERS: Match.anyValue(), DATABASE_ADMIN_SECRET_ARN: Match.absent() } },
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
    });
  });

  test('the function may make and promote versions of this secret only, under its key only', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map(
              (action) => `secretsmanager:${action}`,
            ),
            Resource: { Ref: begins('Secret') },
          },
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: { 'Fn::GetAtt': [begins('SecretKey'), 'Arn'] },
          }),
        ]),
      },
    });
  });

  test('the database lets the function in on 5432, by a rule that the schedule waits for', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: { 'Fn::GetAtt': [begins('Database'), 'GroupId'] },
      FromPort: 5432,
      ToPort: 5432,
    });
    template.hasResource('AWS::SecretsManager::RotationSchedule', {
      DependsOn: Match.arrayWith([begins('RotationFunctionDatabaseIngress')]),
    });
  });

  test('Secrets Manager may call it for this account’s secret only', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { Ref: begins('Secret') },
    });
  });
});

describe('choices', () => {
  test('two users can take turns: the function reads the administrator’s secret and writes it never', () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:admin-AbCdEf';
    const { template } = create((stack) => {
      const adminSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Admin', arn);
      return { strategy: RotationStrategy.alternatingUsers(adminSecret) };
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { DATABASE_ADMIN_SECRET_ARN: arn } },
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn }]),
      },
    });
  });

  test('time, subnets and key of the log are the user’s', () => {
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/own';
    const { template } = create((stack) => ({
      automaticallyAfter: Duration.days(90),
      vpcSubnets: { subnetGroupName: 'Isolated' },
      encryptionKey: kms.Key.fromKeyArn(stack, 'Own', keyArn),
    }));
    template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { AutomaticallyAfterDays: 90 },
    });
    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-3', 'subnet-4'] } });
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: keyArn });
  });

  test('the function is named after the construct', () => {
    create(undefined, true).template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'rotation-function-dev-pr42',
    });
  });
});

test('fails with a rotation every hour', () => {
  expect(() => create(() => ({ automaticallyAfter: Duration.hours(1) }))).toThrow(
    "'automaticallyAfter' must be 1 day to 1000 days, got 1 hour",
  );
});

test('rotations, and those that fail, are metrics of its function', () => {
  const { rotation, stack } = create();
  const metrics = [rotation.metricErrors(), rotation.metricInvocations()];
  expect(metrics).toMatchObject([{ metricName: 'Errors' }, { metricName: 'Invocations' }]);
  const FunctionName = stack.resolve(rotation.function.functionName);
  expect(metrics.map(({ dimensions }) => stack.resolve(dimensions))).toEqual([{ FunctionName }, { FunctionName }]);
});

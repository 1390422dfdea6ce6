import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PaymentEnvironment } from '../../src/environment';
import { createKey } from '../../src/private/keys';
import { createLogGroup } from '../../src/private/logs';
import { unacknowledged } from '../compliance/packs';

function setup(production?: boolean) {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  return { stack, scope: new Construct(stack, 'Payments') };
}

describe('keys', () => {
  test('are rotated and named, and go after the shortest wait with a destroyable environment', () => {
    const { stack, scope } = setup(false);
    createKey(scope, 'Key', { description: 'Encrypts payments' });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::KMS::Key', {
      Properties: { Description: 'Encrypts payments', EnableKeyRotation: true, PendingWindowInDays: 7 },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
    template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/payments-key-dev-dev' });
  });

  test.each([true, undefined])('are retained when production is %p', (production) => {
    const { stack, scope } = setup(production);
    createKey(scope, 'Key', { description: 'Encrypts payments' });
    Template.fromStack(stack).hasResource('AWS::KMS::Key', {
      Properties: { PendingWindowInDays: 30 },
      DeletionPolicy: 'Retain',
    });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Alias', production === undefined ? 0 : 1);
  });

  test('that only authenticate are not rotated, which KMS would refuse', () => {
    const { stack, scope } = setup();
    const keySpec = kms.KeySpec.HMAC_256;
    createKey(scope, 'Key', { description: 'Fingerprints cards', keySpec, keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC });
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeySpec: 'HMAC_256',
      EnableKeyRotation: Match.not(true),
    });
  });
});

describe('log groups', () => {
  test('are kept 30 days, encrypted with a key of their own that serves this group only', () => {
    const { stack, scope } = setup(false);
    createLogGroup(scope, 'LogGroup');
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: 'payments-log-group-dev-dev',
        RetentionInDays: 30,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('PaymentsLogGroupKey'), 'Arn'] },
      },
      DeletionPolicy: 'Delete',
    });
    const statement = serviceStatement(template);
    expect(statement.Principal).toEqual({ Service: 'logs.us-east-1.amazonaws.com' });
    expect(JSON.stringify(statement.Condition)).toContain(':log-group:payments-log-group-dev-dev"');
    expect(unacknowledged(stack)).toEqual([]);
  });

  test('without an environment CloudFormation names them after the stack, and the key follows', () => {
    const { stack, scope } = setup();
    createLogGroup(scope, 'LogGroup');
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: Match.absent() },
      DeletionPolicy: 'Retain',
    });
    expect(JSON.stringify(serviceStatement(template).Condition)).toContain(':log-group:Stack-*"');
  });

  test('take a key, a retention and a beginning that a service demands', () => {
    const { stack, scope } = setup();
    const encryptionKey = new kms.Key(stack, 'Own');
    const retention = logs.RetentionDays.SEVEN_YEARS;
    createLogGroup(scope, 'LogGroup', { encryptionKey, retention, prefix: 'aws-waf-logs-' });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: Match.stringLikeRegexp('^aws-waf-logs-Stack-Payments'),
      RetentionInDays: 2557,
    });
  });

  test('with a beginning, the environment names the rest', () => {
    const { stack, scope } = setup(false);
    createLogGroup(scope, 'LogGroup', { prefix: 'aws-waf-logs-' });
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: 'aws-waf-logs-payments-log-group-dev-dev',
    });
  });
});

interface KeyStatement {
  Principal: { Service?: string };
  Condition: unknown;
}

function serviceStatement(template: Template): KeyStatement {
  const [key] = Object.values(template.findResources('AWS::KMS::Key'));
  const statements: KeyStatement[] = key?.Properties.KeyPolicy.Statement;
  const found = statements.find((statement) => statement.Principal.Service !== undefined);
  if (!found) throw new Error('no service may use the key');
  return found;
}

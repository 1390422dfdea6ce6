import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PaymentEnvironment } from '../../src/environment';
import { createLogGroup } from '../../src/private/logs';
import { unacknowledged } from '../compliance/packs';

function setup(production?: boolean) {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  return { stack, scope: new Construct(stack, 'Payments') };
}

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
    expect(Object.keys(statement.Condition)).toEqual(['ArnLike']);
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
  Condition: object;
}

function serviceStatement(template: Template): KeyStatement {
  const [key] = Object.values(template.findResources('AWS::KMS::Key'));
  const statements: KeyStatement[] = key?.Properties.KeyPolicy.Statement;
  const found = statements.find((statement) => statement.Principal.Service !== undefined);
  if (!found) throw new Error('no service may use the key');
  return found;
}

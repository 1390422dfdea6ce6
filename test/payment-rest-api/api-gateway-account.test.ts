import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { ApiGatewayAccount } from '../../src/payment-rest-api';

function synthesize(environment = false): Template {
  const stack = new Stack(new App(), 'Stack');
  if (environment) PaymentEnvironment.define(stack);
  new ApiGatewayAccount(stack, 'Account');
  return Template.fromStack(stack);
}

test('API Gateway of this account gets a role that may write logs, and knows it once its policy is there', () => {
  const template = synthesize();
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.absent(),
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: 'apigateway.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ],
    },
  });
  template.hasResource('AWS::ApiGateway::Account', {
    Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Role'), 'Arn'] } },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('RolePolicy')]),
  });
});

test('it goes with its stack', () => {
  synthesize(true).hasResource('AWS::ApiGateway::Account', { DeletionPolicy: Match.absent() });
});

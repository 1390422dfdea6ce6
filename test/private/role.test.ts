import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PaymentEnvironment } from '../../src/environment';
import { createRole } from '../../src/private/role';

const options = { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), description: 'Runs the function' };

test('grants end up in one managed policy of ours, none inline', () => {
  const stack = new Stack();
  const role = createRole(stack, 'Role', options);
  const key = new kms.Key(stack, 'Key');
  key.grantDecrypt(role);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:::queue'] }));
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.resourcePropertiesCountIs(
    'AWS::IAM::Role',
    { Policies: Match.absent(), ManagedPolicyArns: Match.absent() },
    1,
  );
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [Match.objectLike({ Action: 'kms:Decrypt' }), Match.objectLike({ Action: 'sqs:SendMessage' })],
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^Role') }],
  });
});

test('a role that is granted nothing has no policy', () => {
  const stack = new Stack();
  createRole(stack, 'Role', options);
  Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('what depends on a grant waits for the policy', () => {
  const stack = new Stack();
  const role = createRole(stack, 'Role', options);
  const grant = iam.Grant.addToPrincipal({
    grantee: role,
    actions: ['sns:Publish'],
    resourceArns: ['arn:aws:sns:::topic'],
  });
  grant.applyBefore(new kms.Key(stack, 'Key'));
  Template.fromStack(stack).hasResource('AWS::KMS::Key', { DependsOn: [Match.stringLikeRegexp('^RolePolicy')] });
});

test('role and policy are named by the environment, from the scope and what the role is for', () => {
  const stack = new Stack(new App(), 'Stack');
  PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  const scope = new Construct(stack, 'Notify');
  for (const id of ['Role', 'FlowLogRole']) {
    createRole(scope, id, options).addToPolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['a'] }));
  }
  const template = Template.fromStack(stack);
  for (const [kind, resource, property] of [
    ['role', 'AWS::IAM::Role', 'RoleName'],
    ['policy', 'AWS::IAM::ManagedPolicy', 'ManagedPolicyName'],
  ] as const) {
    template.hasResourceProperties(resource, { [property]: `notify-${kind}-dev-pr42` });
    template.hasResourceProperties(resource, { [property]: `notify-flow-log-${kind}-dev-pr42` });
  }
});

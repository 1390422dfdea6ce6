import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { SecureStringParameter, type SecureStringParameterProps } from '../../src/payment-configuration';

const NAME = '/shop/secure/api-key';
const ARN = { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(`parameter${NAME}$`)])] };

function create(props: Partial<SecureStringParameterProps> = {}) {
  const stack = new Stack();
  const encryptionKey = new kms.Key(stack, 'SecretKey');
  const secret = new secretsmanager.Secret(stack, 'Secret', { encryptionKey });
  const parameter = new SecureStringParameter(stack, 'Signing', { parameterName: NAME, secret, ...props });
  return { stack, parameter, template: () => Template.fromStack(stack) };
}

const policy = (...statements: object[]) => ({
  PolicyDocument: { Statement: Match.arrayWith(statements.map(Match.objectLike)) },
});

test('stands alone with a key and a function of its own', () => {
  const template = create().template();
  template.hasResourceProperties('Custom::SecureStringParameter', {
    ServiceToken: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SigningWriter'), 'Arn'] },
    parameterName: NAME,
    keyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SigningKey'), 'Arn'] },
    secretArn: { Ref: Match.stringLikeRegexp('^Secret') },
    secretField: Match.absent(),
    version: Match.absent(),
  });
});

test('its function may read this secret and write this parameter, under these keys', () => {
  create()
    .template()
    .hasResourceProperties(
      'AWS::IAM::ManagedPolicy',
      policy(
        { Action: 'secretsmanager:GetSecretValue', Resource: { Ref: Match.stringLikeRegexp('^Secret') } },
        { Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SecretKey'), 'Arn'] } },
        { Action: ['ssm:PutParameter', 'ssm:DeleteParameter'], Resource: ARN },
        {
          Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SigningKey'), 'Arn'] },
        },
      ),
    );
});

test('waits for what its function is allowed', () => {
  create()
    .template()
    .hasResource('Custom::SecureStringParameter', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SigningWriterRolePolicy')]),
    });
});

test('a reader may read and decrypt this parameter only', () => {
  const { stack, parameter, template } = create();
  parameter.grantRead(new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
  template().hasResourceProperties(
    'AWS::IAM::Policy',
    policy(
      { Action: ['ssm:GetParameter', 'ssm:GetParameters'], Resource: ARN },
      {
        Action: 'kms:Decrypt',
        Condition: { StringEquals: Match.objectLike({ 'kms:EncryptionContext:PARAMETER_ARN': ARN }) },
      },
    ),
  );
});

test('fails with a name that is no path', () => {
  expect(() => create({ parameterName: 'api-key' })).toThrow(
    "'parameterName' must be a full name such as '/payment/dev/secure/api-key', got 'api-key'",
  );
});

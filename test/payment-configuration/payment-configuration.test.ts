import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { PaymentEnvironment } from '../../src/environment';
import {
  PaymentConfiguration,
  type PaymentConfigurationProps,
  PaymentParameter,
} from '../../src/payment-configuration';
import { unacknowledged } from '../compliance/packs';

function setup(props?: PaymentConfigurationProps, environment = true) {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1' } });
  if (environment) PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  const configuration = new PaymentConfiguration(stack, 'Configuration', props);
  const secret = () => secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'webhook');
  return { app, stack, configuration, secret, template: () => Template.fromStack(stack) };
}

describe('defaults', () => {
  test('parameters lie below the path of the environment', () => {
    const { configuration, template } = setup();
    configuration.addParameter(PaymentParameter.ACQUIRER_URL, 'https://acquirer.example.com');
    template().hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/payment/dev-pr42/acquirer-url',
      Type: 'String',
      Tier: 'Standard',
      Value: 'https://acquirer.example.com',
    });
  });

  test('without an environment below the name of the stack', () => {
    expect(setup({}, false).configuration.path).toBe('/payment/Stack');
  });

  test('without a secure string there is neither key nor function', () => {
    const { configuration, template } = setup();
    configuration.addParameter('database-endpoint', 'host');
    template().resourceCountIs('AWS::KMS::Key', 0);
    template().resourceCountIs('AWS::Lambda::Function', 0);
  });
});

test('feature flags are one JSON parameter', () => {
  const { configuration, template } = setup();
  configuration.addFeatureFlags({ fraudScoring: false, webhooks: true });
  template().hasResourceProperties('AWS::SSM::Parameter', {
    Name: '/payment/dev-pr42/feature-flags',
    Value: '{"fraudScoring":false,"webhooks":true}',
  });
});

describe('secure strings', () => {
  test('are written by a function that gets the secret by name, never its value', () => {
    const { configuration, secret, template } = setup();
    configuration.addSecureString(PaymentParameter.WEBHOOK_SIGNING_KEY, secret(), { secretField: 'key', version: '2' });
    template().hasResourceProperties('Custom::SecureStringParameter', {
      parameterName: '/payment/dev-pr42/secure/webhook-signing-key',
      secretArn: Match.anyValue(),
      secretField: 'key',
      version: '2',
      keyId: Match.anyValue(),
      ServiceTimeout: '120',
    });
    expect(JSON.stringify(template().toJSON())).not.toContain('resolve:secretsmanager');
  });

  test('share one function and one key', () => {
    const { configuration, secret, template } = setup();
    const of = secret();
    configuration.addSecureString('a', of);
    configuration.addSecureString('b', of);
    template().resourceCountIs('AWS::Lambda::Function', 1);
    template().resourceCountIs('AWS::KMS::Key', 1);
  });

  test('have the key that was given', () => {
    const { stack, configuration, template } = setup();
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/own');
    const other = new PaymentConfiguration(stack, 'Other', { path: '/other', encryptionKey: key });
    other.addSecureString('a', secretsmanager.Secret.fromSecretNameV2(stack, 'Own', 'own'));
    expect(configuration.path).not.toBe(other.path);
    template().hasResourceProperties('Custom::SecureStringParameter', { keyId: key.keyArn });
  });

  test('the writer may put and delete this parameter only, and encrypt for it only', () => {
    const { configuration, secret, template } = setup();
    configuration.addSecureString('a', secret());
    template().hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['ssm:PutParameter', 'ssm:DeleteParameter'],
            Resource: {
              'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('parameter/payment/dev-pr42/secure/a$')])],
            },
          }),
          Match.objectLike({
            Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
            Condition: { StringEquals: Match.objectLike({ 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' }) },
          }),
        ]),
      },
    });
  });
});

describe('readers', () => {
  const actionsOf = (template: Template) =>
    Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    );

  test('of plain parameters cannot decrypt', () => {
    const { stack, configuration, template } = setup();
    configuration.grantRead(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(actionsOf(template())).toContain('ssm:GetParametersByPath');
    expect(actionsOf(template())).not.toContain('kms:Decrypt');
  });

  test('of secure strings can, through Parameter Store and below the path only', () => {
    const { stack, configuration, template } = setup();
    configuration.grantReadSecure(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'kms:Decrypt',
            Condition: {
              StringEquals: { 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' },
              StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': Match.anyValue() },
            },
          }),
        ]),
      },
    });
  });
});

test.each<[string, () => unknown, string]>([
  ['a path without a slash', () => setup({ path: 'payment' }), "'path' must be a path that begins with a slash"],
  [
    'a plain parameter among the secure ones',
    () => setup().configuration.addParameter('secure/key', 'x'),
    "'name' must not lie below 'secure/', got 'secure/key': use addSecureString",
  ],
  ['an illegal name', () => setup().configuration.addParameter('a b', 'x'), "'name' must be letters, digits"],
  [
    'an empty value',
    () => setup().configuration.addParameter('a', ''),
    "'value of a' must be 1 to 4096 characters, got 0",
  ],
  [
    'a long value',
    () => setup().configuration.addParameter('a', 'x'.repeat(5000)),
    'must be 1 to 4096 characters, got 5000',
  ],
])('fails with %s', (_, act, message) => {
  expect(act).toThrow(message);
});

test('no pack finds anything', () => {
  const { app, configuration, secret } = setup();
  configuration.addFeatureFlags({ webhooks: true });
  configuration.addSecureString('a', secret());
  expect(unacknowledged(app)).toEqual([]);
});

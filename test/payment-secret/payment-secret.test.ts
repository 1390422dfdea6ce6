import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentSecret, type PaymentSecretProps } from '../../src/payment-secret';
import { unacknowledged } from '../compliance/packs';

function setup(props: Partial<PaymentSecretProps> = {}, production?: boolean) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  const secret = new PaymentSecret(stack, 'AcquirerKey', { description: 'API key of the acquirer', ...props });
  return { app, stack, secret, template: () => Template.fromStack(stack) };
}

test('is generated in place, under a customer key', () => {
  setup()
    .template()
    .hasResource('AWS::SecretsManager::Secret', {
      Properties: {
        Name: Match.absent(),
        KmsKeyId: Match.anyValue(),
        GenerateSecretString: {
          SecretStringTemplate: '{}',
          GenerateStringKey: 'apiKey',
          PasswordLength: 48,
          ExcludePunctuation: true,
        },
      },
      DeletionPolicy: 'Retain',
    });
});

test('is named by and goes with a destroyable environment, and stays with a production one', () => {
  setup({}, false)
    .template()
    .hasResource('AWS::SecretsManager::Secret', {
      Properties: { Name: 'acquirer-key-secret-dev-dev' },
      DeletionPolicy: 'Delete',
    });
  setup({}, true).template().hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' });
});

test('a reader may read and decrypt it through Secrets Manager only', () => {
  const { stack, secret, template } = setup({ field: 'key', length: 64 });
  secret.grantRead(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  template().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: 'secretsmanager:GetSecretValue' }),
        Match.objectLike({
          Action: 'kms:Decrypt',
          Condition: { StringEquals: { 'kms:ViaService': Match.anyValue() } },
        }),
      ],
    },
  });
});

test.each<[Partial<PaymentSecretProps>, string]>([
  [{ length: 8 }, "'length' must be 32 to 4096 characters, got 8"],
  [{ field: 'api key' }, "'field' must be a name of letters, digits and underscores, got 'api key'"],
])('fails with %j', (props, message) => {
  expect(() => setup(props)).toThrow(message);
});

test('no pack finds anything', () => {
  expect(unacknowledged(setup({}, false).app)).toEqual([]);
});

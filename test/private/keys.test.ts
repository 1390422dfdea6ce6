import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PaymentEnvironment } from '../../src/environment';
import { createKey } from '../../src/private/keys';

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

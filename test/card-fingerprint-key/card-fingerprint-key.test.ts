import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CardFingerprintKey } from '../../src/card-fingerprint-key';
import { PaymentEnvironment } from '../../src/environment';
import { unacknowledged } from '../compliance/packs';

function setup(production?: boolean) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  const key = new CardFingerprintKey(stack, 'CardFingerprint');
  return { app, stack, key, template: () => Template.fromStack(stack) };
}

test('is an HMAC key, which KMS does not rotate', () => {
  setup().template().hasResourceProperties('AWS::KMS::Key', {
    KeySpec: 'HMAC_256',
    KeyUsage: 'GENERATE_VERIFY_MAC',
    EnableKeyRotation: false,
  });
});

test.each([
  [undefined, 'Retain'],
  [true, 'Retain'],
  [false, 'Delete'],
])('with production %p its deletion policy is %s', (production, DeletionPolicy) => {
  setup(production).template().hasResource('AWS::KMS::Key', { DeletionPolicy });
});

test('a principal may make fingerprints and nothing else', () => {
  const { stack, key, template } = setup();
  key.grantFingerprint(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  template().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [Match.objectLike({ Action: 'kms:GenerateMac' })] },
  });
});

test('no pack finds anything', () => {
  expect(unacknowledged(setup(false).app)).toEqual([]);
});

import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AuditSigningKey } from '../../src/audit-signing-key';
import { PaymentEnvironment } from '../../src/environment';
import { unacknowledged } from '../compliance/packs';

function setup(production?: boolean, removalPolicy?: RemovalPolicy) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  const key = new AuditSigningKey(stack, 'AuditSigning', { removalPolicy });
  return { app, stack, key, template: () => Template.fromStack(stack) };
}

test('signs with ECDSA over P-256, and is not rotated, which KMS does not do', () => {
  setup().template().hasResourceProperties('AWS::KMS::Key', {
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
    EnableKeyRotation: false,
  });
});

test.each([
  [undefined, undefined, 'Retain'],
  [true, undefined, 'Retain'],
  [false, undefined, 'Delete'],
  [false, RemovalPolicy.RETAIN, 'Retain'],
])('with production %p and policy %p its deletion policy is %s', (production, policy, DeletionPolicy) => {
  setup(production, policy).template().hasResource('AWS::KMS::Key', { DeletionPolicy });
});

test.each([
  ['grantSeal', ['kms:GetPublicKey', 'kms:Sign']],
  ['grantReadPublicKey', 'kms:GetPublicKey'],
] as const)('%s lets a principal do exactly that', (grant, Action) => {
  const { stack, key, template } = setup();
  key[grant](new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  template().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [Match.objectLike({ Action })] },
  });
});

test('no pack finds anything', () => {
  expect(unacknowledged(setup(false).app)).toEqual([]);
});

import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { grantSecretRead, grantSecretRotation } from '../../src/private/secret-access';

const assumedBy = new iam.AccountRootPrincipal();
const viaSecretsManager = {
  StringEquals: {
    'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
  },
};

test('reading takes the secret and its key, the key through Secrets Manager only', () => {
  const stack = new Stack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const secret = new secretsmanager.Secret(stack, 'Secret', { encryptionKey });
  grantSecretRead(new iam.Role(stack, 'Role', { assumedBy }), secret);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: { Ref: Match.anyValue() } },
        Match.objectLike({ Action: 'kms:Decrypt', Condition: viaSecretsManager }),
      ],
    },
  });
});

test('a secret under the key that AWS manages needs no grant for a key', () => {
  const stack = new Stack();
  grantSecretRotation(new iam.Role(stack, 'Role', { assumedBy }), new secretsmanager.Secret(stack, 'Secret'));
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).not.toContain('kms:');
});

test('secret and reader may be in two stacks: neither the key nor the secret learns of the reader', () => {
  const app = new App();
  const data = new Stack(app, 'Data');
  const encryptionKey = new kms.Key(data, 'Key');
  const secret = new secretsmanager.Secret(data, 'Secret', { encryptionKey });
  const compute = new Stack(app, 'Compute');
  grantSecretRead(new iam.Role(compute, 'Role', { assumedBy }), secret);
  app.synth();
  expect(data.dependencies).toEqual([]);
  expect(compute.dependencies).toEqual([data]);
});

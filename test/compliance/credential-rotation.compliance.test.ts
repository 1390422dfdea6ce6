import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CredentialRotation, RotationStrategy } from '../../src/credential-rotation';
import { existingVpc } from './network';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a rotation has no finding in $name', ({ stack }) => {
  const scope = stack();
  const vpc = existingVpc(scope);
  const target = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(scope, 'Database', { vpc })] });
  const secret = secretsmanager.Secret.fromSecretNameV2(scope, 'Secret', 'application');
  const adminSecret = secretsmanager.Secret.fromSecretNameV2(scope, 'Admin', 'admin');
  const strategy = RotationStrategy.alternatingUsers(adminSecret);
  new CredentialRotation(scope, 'Rotation', { secret, vpc, target, strategy });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});

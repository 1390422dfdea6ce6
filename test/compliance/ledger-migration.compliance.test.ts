import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { LedgerMigration } from '../../src/ledger-migration';
import { existingVpc } from './network';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a migration has no finding in $name', ({ stack }) => {
  const scope = stack();
  const vpc = existingVpc(scope);
  const database = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(scope, 'Database', { vpc })] });
  const adminSecret = secretsmanager.Secret.fromSecretNameV2(scope, 'Secret', 'admin');
  new LedgerMigration(scope, 'Migration', { adminSecret, vpc, database });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});

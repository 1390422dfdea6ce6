import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { createLedger } from './ledger';

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const gone = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };
const snapshot = { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' };

test('a destroyable cluster goes with its stack, without a final snapshot, and says so everywhere', () => {
  const { template } = createLedger({}, { production: false });
  template().hasResource('AWS::RDS::DBCluster', {
    ...gone,
    Properties: { DeletionProtection: false, DeleteAutomatedBackups: true },
  });
  for (const type of [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBClusterParameterGroup',
    'AWS::SecretsManager::Secret',
    'AWS::Logs::LogGroup',
    'AWS::KMS::Key',
  ]) {
    template().allResources(type, gone);
  }
  expect(JSON.stringify(template().toJSON())).not.toMatch(/"(Retain|Snapshot)"/);
});

test.each([
  ['in production', { production: true }],
  ['without an environment', undefined],
])('%s the data stay: snapshot, protection, backups, secrets, logs and key', (_, environment) => {
  const { template } = createLedger({}, environment);
  template().hasResource('AWS::RDS::DBCluster', {
    ...snapshot,
    Properties: { DeletionProtection: true, DeleteAutomatedBackups: false },
  });
  for (const type of ['AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup', 'AWS::KMS::Key']) {
    template().allResources(type, kept);
  }
  // CloudFormation takes a snapshot of a cluster only.
  for (const type of ['AWS::RDS::DBInstance', 'AWS::RDS::DBClusterParameterGroup']) template().allResources(type, gone);
});

test('a retained cluster keeps its instances and its parameters', () => {
  const { template } = createLedger({ removalPolicy: RemovalPolicy.RETAIN }, { production: false });
  for (const type of ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::RDS::DBClusterParameterGroup']) {
    template().allResources(type, kept);
  }
  template().hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: true });
});

test('names carry the suffix, and the log group has the name that RDS logs to', () => {
  const { template } = createLedger({}, {});
  template().hasResourceProperties('AWS::RDS::DBCluster', { DBClusterIdentifier: 'ledger-cluster-dev-pr42' });
  for (const instance of ['writer', 'reader-1']) {
    const DBInstanceIdentifier = `ledger-cluster-dev-pr42-${instance}`;
    template().hasResourceProperties('AWS::RDS::DBInstance', { DBInstanceIdentifier });
  }
  template().hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/aws/rds/cluster/ledger-cluster-dev-pr42/postgresql',
  });
  for (const Name of ['ledger-admin-secret-dev-pr42', 'ledger-app-secret-dev-pr42']) {
    template().hasResourceProperties('AWS::SecretsManager::Secret', { Name });
  }
  template().hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'ledger-rotation-function-dev-pr42' });
});

test('without an environment the stack’s own id keeps two clusters apart, and cluster and log group agree', () => {
  const { template } = createLedger();
  const [cluster] = Object.values(template().findResources('AWS::RDS::DBCluster'));
  const identifier = cluster.Properties.DBClusterIdentifier;
  expect(JSON.stringify(identifier)).toMatch(/^{"Fn::Join":\["-",\["ledger-[0-9a-f]{8}",.*"AWS::StackId"/);
  template().hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: { 'Fn::Join': ['', ['/aws/rds/cluster/', identifier, '/postgresql']] },
  });
  template().allResourcesProperties('AWS::SecretsManager::Secret', { Name: Match.absent() });
});

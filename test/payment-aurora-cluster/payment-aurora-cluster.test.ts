import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { existingVpc } from '../compliance/network';
import { attribute, createLedger, ref } from './ledger';

describe('defaults', () => {
  const { template } = createLedger();

  test('the cluster is encrypted under its own key, backed up for a week, and takes IAM logins', () => {
    template().hasResourceProperties('AWS::RDS::DBCluster', {
      Engine: 'aurora-postgresql',
      EngineVersion: '17.9',
      DatabaseName: 'payments',
      MasterUsername: 'payment_admin',
      Port: 5432,
      StorageEncrypted: true,
      KmsKeyId: attribute('LedgerKey'),
      BackupRetentionPeriod: 7,
      CopyTagsToSnapshot: true,
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ['postgresql'],
      DBClusterParameterGroupName: ref('LedgerParameters'),
      AutoMinorVersionUpgrade: true,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
    });
    template().hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('its version is one that AWS still offers', () => {
    const library = dirname(require.resolve('aws-cdk-lib/package.json'));
    const declarations = readFileSync(join(library, 'aws-rds', 'lib', 'cluster-engine.d.ts'), 'utf8');
    const end = declarations.indexOf('static readonly VER_17_9: AuroraPostgresEngineVersion');
    const docstring = declarations.slice(declarations.lastIndexOf('/**', end), end);
    expect(docstring).toContain('17.9');
    expect(docstring).not.toContain('@deprecated');
  });

  test('a writer and a reader say that nobody outside reaches them', () => {
    template().resourceCountIs('AWS::RDS::DBInstance', 2);
    template().allResourcesProperties('AWS::RDS::DBInstance', {
      DBInstanceClass: 'db.serverless',
      PubliclyAccessible: false,
      AutoMinorVersionUpgrade: true,
      AllowMajorVersionUpgrade: false,
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      MonitoringInterval: 60,
    });
  });

  test('the instances lie in the isolated subnets', () => {
    template().hasResourceProperties('AWS::RDS::DBSubnetGroup', { SubnetIds: ['subnet-3', 'subnet-4'] });
  });

  test('the security group lets nothing out, and only the rotation in', () => {
    template().hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Clients of the database Platform/Ledger',
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
      SecurityGroupIngress: Match.absent(),
    });
    template().resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: attribute('LedgerSecurityGroup', 'GroupId'),
      SourceSecurityGroupId: attribute('LedgerRotation', 'GroupId'),
      FromPort: 5432,
      ToPort: 5432,
    });
  });

  test('PostgreSQL logs to a group that is there before, encrypted and kept for a year', () => {
    template().hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', ['/aws/rds/cluster/', Match.anyValue(), '/postgresql']] },
      KmsKeyId: attribute('LedgerKey'),
      RetentionInDays: 365,
    });
    template().hasResource('AWS::RDS::DBCluster', { DependsOn: [Match.stringLikeRegexp('^LedgerLogGroup')] });
  });

  test('there is no proxy, and nothing of the serverless application repository', () => {
    template().resourceCountIs('AWS::RDS::DBProxy', 0);
    template().resourceCountIs('AWS::Serverless::Application', 0);
    expect(template().toJSON().Transform).toBeUndefined();
  });

  test('metrics of the operating system are written by a role without a policy of AWS’s', () => {
    template().allResourcesProperties('AWS::IAM::Role', {
      ManagedPolicyArns: Match.absent(),
      Policies: Match.absent(),
    });
    template().hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Resource: { 'Fn::Join': ['', Match.arrayWith([':log-group:RDSOSMetrics:*'])] },
          }),
        ],
      },
    });
  });
});

describe('choices', () => {
  test('version, names, windows and times are the user’s', () => {
    const { template } = createLedger({
      engineVersion: rds.AuroraPostgresEngineVersion.of('15.17', '15'),
      databaseName: 'ledger',
      adminUser: 'owner',
      applicationUser: 'teller',
      backupRetention: Duration.days(35),
      preferredBackupWindow: '02:00-03:00',
      preferredMaintenanceWindow: 'sun:04:00-sun:05:00',
      logRetention: logs.RetentionDays.SEVEN_YEARS,
      monitoringInterval: Duration.seconds(15),
    });
    template().hasResourceProperties('AWS::RDS::DBCluster', {
      EngineVersion: '15.17',
      DatabaseName: 'ledger',
      MasterUsername: 'owner',
      BackupRetentionPeriod: 35,
      PreferredBackupWindow: '02:00-03:00',
      PreferredMaintenanceWindow: 'sun:04:00-sun:05:00',
    });
    template().hasResourceProperties('AWS::RDS::DBClusterParameterGroup', { Family: 'aurora-postgresql15' });
    template().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 2557 });
    template().allResourcesProperties('AWS::RDS::DBInstance', { MonitoringInterval: 15 });
    template().hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { SecretStringTemplate: '{"username":"teller","dbname":"ledger","ssl":true}' },
    });
  });

  test('subnets are the user’s', () => {
    const { template } = createLedger({ vpcSubnets: { subnetGroupName: 'Private' } });
    template().hasResourceProperties('AWS::RDS::DBSubnetGroup', { SubnetIds: ['subnet-1', 'subnet-2'] });
  });

  test('a key of the user’s encrypts everything, and no other is made', () => {
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/own';
    const encryptionKey = kms.Key.fromKeyArn(new Stack(), 'Own', keyArn);
    const { template, ledger } = createLedger({ encryptionKey });
    expect(ledger.encryptionKey).toBe(encryptionKey);
    template().resourceCountIs('AWS::KMS::Key', 0);
    for (const type of ['AWS::RDS::DBCluster', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup']) {
      template().allResourcesProperties(type, { KmsKeyId: keyArn });
    }
  });
});

describe('for others', () => {
  test('hosts are the cluster’s endpoints', () => {
    const { stack, ledger } = createLedger();
    expect(stack.resolve(ledger.endpointHost)).toEqual({ 'Fn::GetAtt': ['LedgerClusterB694961F', 'Endpoint.Address'] });
    expect(stack.resolve(ledger.readerEndpointHost)).toEqual({
      'Fn::GetAtt': ['LedgerClusterB694961F', 'ReadEndpoint.Address'],
    });
  });

  test('a client is let in on port 5432, in literal form', () => {
    const { stack, ledger, template } = createLedger();
    const client = new ec2.SecurityGroup(stack, 'Client', { vpc: existingVpc(new Stack()) });
    ledger.connections.allowDefaultPortFrom(client);
    template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      SourceSecurityGroupId: attribute('Client', 'GroupId'),
      FromPort: 5432,
      ToPort: 5432,
    });
  });

  test('a principal may be let in by IAM as one user of this cluster', () => {
    const { stack, ledger, template } = createLedger();
    ledger.grantConnect(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), 'payment_reader');
    template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'rds-db:connect',
            Resource: {
              'Fn::Join': [
                '',
                Match.arrayWith([
                  Match.stringLikeRegexp(':dbuser:$'),
                  attribute('LedgerCluster', 'DBClusterResourceId'),
                  '/payment_reader',
                ]),
              ],
            },
          },
        ],
      },
    });
  });

  test.each([
    ['metricCPUUtilization', 'CPUUtilization', 'Average'],
    ['metricDatabaseConnections', 'DatabaseConnections', 'Average'],
    ['metricFreeableMemory', 'FreeableMemory', 'Average'],
    ['metricCommitLatency', 'CommitLatency', 'Average'],
    ['metricDeadlocks', 'Deadlocks', 'Average'],
    ['metricAuroraReplicaLagMaximum', 'AuroraReplicaLagMaximum', 'Maximum'],
    ['metricServerlessDatabaseCapacity', 'ServerlessDatabaseCapacity', 'Average'],
    ['metricACUUtilization', 'ACUUtilization', 'Average'],
    ['metricVolumeBytesUsed', 'VolumeBytesUsed', 'Maximum'],
  ] as const)('%s is %s of the cluster', (method, metricName, statistic) => {
    const { stack, ledger } = createLedger();
    const metric = ledger[method]({ period: Duration.minutes(1) });
    expect(metric).toMatchObject({ namespace: 'AWS/RDS', metricName, statistic, period: Duration.minutes(1) });
    expect(stack.resolve(metric.dimensions)).toEqual({ DBClusterIdentifier: { Ref: 'LedgerClusterB694961F' } });
  });

  test('metricRotationErrors is Errors of the function that rotates', () => {
    const { stack, ledger } = createLedger();
    const metric = ledger.metricRotationErrors();
    expect(metric).toMatchObject({ namespace: 'AWS/Lambda', metricName: 'Errors', statistic: 'Sum' });
    expect(stack.resolve(metric.dimensions)).toEqual({
      FunctionName: stack.resolve(ledger.rotationFunction.functionName),
    });
    expect(ledger.rotations.map(({ rotationLambdaArn }) => stack.resolve(rotationLambdaArn))).toEqual(
      Array(2).fill(stack.resolve(ledger.rotationFunction.functionArn)),
    );
  });
});

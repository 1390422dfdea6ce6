import { Duration, Lazy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { PaymentAuroraClusterProps } from '../../src/payment-aurora-cluster';
import { createLedger } from './ledger';

const NAME = 'must be at most 63 lower-case letters, digits and underscores, beginning with a letter';

test.each<[string, Partial<PaymentAuroraClusterProps>, string]>([
  [
    'backups for too long',
    { backupRetention: Duration.days(40) },
    "'backupRetention' must be 1 day to 35 days, got 40 days",
  ],
  [
    'subnets that the internet reaches',
    { vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } },
    "'vpcSubnets' must be isolated or private subnets, got public ones: a ledger has no way from outside",
  ],
  ['no backups', { backupRetention: Duration.days(0) }, "'backupRetention' must be 1 day to 35 days, got 0 days"],
  ['a rotation every hour', { rotateAfter: Duration.hours(1) }, "'rotateAfter' must be 1 day to 1000 days, got 1 hour"],
  [
    'readings at no such interval',
    { monitoringInterval: Duration.seconds(20) },
    "'monitoringInterval' must be one of 1, 5, 10, 15, 30, 60, got 20",
  ],
  [
    'a backup window in words',
    { preferredBackupWindow: 'at night' },
    "'preferredBackupWindow' must be hh:mm-hh:mm, got 'at night'",
  ],
  [
    'a maintenance window without days',
    { preferredMaintenanceWindow: '02:00-03:00' },
    "'preferredMaintenanceWindow' must be ddd:hh:mm-ddd:hh:mm, got '02:00-03:00'",
  ],
  ['a database with a hyphen', { databaseName: 'my-payments' }, `'databaseName' ${NAME}, got 'my-payments'`],
  ['a user in upper case', { adminUser: 'Admin' }, `'adminUser' ${NAME}, got 'Admin'`],
  ['a user that begins with a digit', { applicationUser: '1st' }, `'applicationUser' ${NAME}, got '1st'`],
  [
    'one user for both',
    { applicationUser: 'payment_admin' },
    "'applicationUser' must be another user than 'adminUser', got 'payment_admin' for both",
  ],
])('fails with %s', (_, props, message) => {
  expect(() => createLedger(props)).toThrow(message);
});

test('values that only CloudFormation knows pass', () => {
  const backupRetention = Duration.days(Lazy.number({ produce: () => 14 }));
  createLedger({ backupRetention, databaseName: Lazy.string({ produce: () => 'ledger' }) })
    .template()
    .hasResourceProperties('AWS::RDS::DBCluster', { BackupRetentionPeriod: 14, DatabaseName: 'ledger' });
});

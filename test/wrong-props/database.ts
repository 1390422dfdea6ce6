import { Duration, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CredentialRotation } from '../../src/credential-rotation';
import { LedgerMigration } from '../../src/ledger-migration';
import {
  AuroraCapacity,
  type AuroraProxyOptions,
  PaymentAuroraCluster,
  type PaymentAuroraClusterProps,
} from '../../src/payment-aurora-cluster';
import { existingVpc } from '../compliance/network';
import type { WrongProp } from './wrong-prop';

const cluster = (props: Partial<PaymentAuroraClusterProps>) => (stack: Stack) =>
  new PaymentAuroraCluster(stack, 'Ledger', { vpc: existingVpc(stack), ...props });

const proxy = (options: AuroraProxyOptions) => (stack: Stack) => cluster({})(stack).addProxy('Proxy', options);

function existing(stack: Stack) {
  const vpc = existingVpc(stack);
  const target = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Database', { vpc })] });
  return { vpc, target, secret: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'ledger') };
}

export const database: WrongProp[] = [
  {
    prop: 'backupRetention',
    value: '40 days',
    remedy: '1 day to 35 days',
    build: cluster({ backupRetention: Duration.days(40) }),
  },
  { prop: 'databaseName', value: 'my-db', remedy: 'lower-case letters', build: cluster({ databaseName: 'my-db' }) },
  {
    prop: 'applicationUser',
    value: 'payment_admin',
    remedy: "another user than 'adminUser'",
    build: cluster({ applicationUser: 'payment_admin' }),
  },
  {
    prop: 'monitoringInterval',
    value: '20',
    remedy: 'one of 1, 5, 10, 15, 30, 60',
    build: cluster({ monitoringInterval: Duration.seconds(20) }),
  },
  {
    prop: 'vpcSubnets',
    value: 'public ones',
    remedy: 'isolated or private subnets',
    build: cluster({ vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  },
  {
    prop: "'parameters'",
    value: "'0'",
    remedy: "must leave 'rds.force_ssl' at '1'",
    build: cluster({ parameters: { 'rds.force_ssl': '0' } }),
  },
  {
    prop: 'maximumAcu',
    value: '300',
    remedy: '1 to 256 ACU in steps of 0.5',
    build: () => AuroraCapacity.serverlessV2({ maximumAcu: 300 }),
  },
  { prop: 'readers', value: '16', remedy: '0 to 15', build: () => AuroraCapacity.serverlessV2({ readers: 16 }) },
  {
    prop: 'maxConnectionsPercent',
    value: '120',
    remedy: '1 to 100 percent',
    build: proxy({ maxConnectionsPercent: 120 }),
  },
  {
    prop: 'automaticallyAfter',
    value: '1 hour',
    remedy: '1 day to 1000 days',
    build: (stack) =>
      new CredentialRotation(stack, 'Rotation', { ...existing(stack), automaticallyAfter: Duration.hours(1) }),
  },
  {
    prop: 'iamUsers',
    value: 'payment-service',
    remedy: 'lower-case letters, digits and underscores',
    build: (stack) => {
      const { secret, target, vpc } = existing(stack);
      return new LedgerMigration(stack, 'Migration', {
        vpc,
        database: target,
        adminSecret: secret,
        iamUsers: ['payment-service'],
      });
    },
  },
];

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { LedgerDatabase } from '../../contract/database';
import { removalOf } from '../../private/removal';
import { AuroraCapacity } from '../aurora-capacity';
import type { PaymentAuroraClusterProps } from '../payment-aurora-cluster-props';
import { createCredential } from './credentials';
import { excuseFindings } from './findings';
import { createMonitoringRole } from './monitoring-role';
import { createParameterGroup } from './parameters';
import { namesOf } from './settings';

export interface ClusterSurroundings {
  readonly identifier: string;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly encryptionKey: kms.IKey;
  readonly logGroup: logs.ILogGroup;
  readonly vpcSubnets: ec2.SubnetSelection;
}

export interface MadeCluster {
  readonly cluster: rds.DatabaseCluster;
  readonly adminSecret: ISecret;
  readonly applicationSecret: ISecret;
}

/** The cluster with all that CDK leaves open stated: encryption, backups, protection, TLS, logs, users. */
export function createCluster(
  scope: Construct,
  props: PaymentAuroraClusterProps,
  { identifier, securityGroup, encryptionKey, logGroup, vpcSubnets }: ClusterSurroundings,
): MadeCluster {
  const { destroyable, deletionProtection } = removalOf(scope, props.removalPolicy);
  const removalPolicy = props.removalPolicy ?? (destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.SNAPSHOT);
  const { databaseName, adminUser, applicationUser } = namesOf(props);
  const version = props.engineVersion ?? rds.AuroraPostgresEngineVersion.VER_17_9;
  const engine = rds.DatabaseClusterEngine.auroraPostgres({ version });
  const capacity = (props.capacity ?? AuroraCapacity.serverlessV2()).bind({ instanceIdentifierPrefix: identifier });
  const user = {
    databaseName,
    encryptionKey,
    removalPolicy: destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  };
  const admin = createCredential(scope, 'AdminSecret', { ...user, role: 'admin', username: adminUser });
  const application = createCredential(scope, 'ApplicationSecret', { ...user, role: 'app', username: applicationUser });

  const cluster = new rds.DatabaseCluster(scope, 'Cluster', {
    clusterIdentifier: identifier,
    engine,
    writer: capacity.writer,
    readers: capacity.readers,
    serverlessV2MinCapacity: capacity.minimumAcu,
    serverlessV2MaxCapacity: capacity.maximumAcu,
    vpc: props.vpc,
    vpcSubnets,
    securityGroups: [securityGroup],
    port: LedgerDatabase.PORT,
    defaultDatabaseName: databaseName,
    credentials: rds.Credentials.fromSecret(admin, adminUser),
    iamAuthentication: true,
    parameterGroup: createParameterGroup(scope, engine, props.parameters ?? {}, removalPolicy === RemovalPolicy.RETAIN),
    storageEncrypted: true,
    storageEncryptionKey: encryptionKey,
    backup: { retention: props.backupRetention ?? Duration.days(7), preferredWindow: props.preferredBackupWindow },
    deleteAutomatedBackups: destroyable,
    copyTagsToSnapshot: true,
    preferredMaintenanceWindow: props.preferredMaintenanceWindow,
    cloudwatchLogsExports: ['postgresql'],
    monitoringInterval: props.monitoringInterval ?? Duration.seconds(60),
    monitoringRole: createMonitoringRole(scope),
    autoMinorVersionUpgrade: true,
    deletionProtection,
    removalPolicy,
  });
  // RDS would make the group itself when it first logs: without a key, and for ever.
  cluster.node.findChild('Resource').node.addDependency(logGroup);
  excuseFindings(cluster, destroyable);
  return { cluster, ...attachSecrets(cluster, admin, application) };
}

/** A secret with a host in it is not handed out before there is an instance behind the host. */
function attachSecrets(cluster: rds.DatabaseCluster, admin: Secret, application: Secret) {
  const instances = cluster.node.findAll().filter((child) => child instanceof rds.CfnDBInstance);
  const adminSecret = cluster.secret ?? admin.attach(cluster);
  const applicationSecret = application.attach(cluster);
  for (const secret of [adminSecret, applicationSecret]) secret.node.addDependency(...instances);
  return { adminSecret, applicationSecret };
}

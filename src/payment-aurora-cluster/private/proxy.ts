import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { LedgerDatabase } from '../../contract/database';
import { functionSubnets, openDatabase } from '../../private/database-access';
import { physicalName, purposeOf } from '../../private/names';
import { createRole } from '../../private/role';
import { grantSecretRead } from '../../private/secret-access';
import { requireDuration, requireRange } from '../../private/validation';
import type { AuroraProxyOptions } from '../aurora-proxy-options';

export interface ProxySettings {
  readonly vpc: ec2.IVpc;
  readonly cluster: rds.DatabaseCluster;
  readonly database: ec2.IConnectable;
  readonly secret: secretsmanager.ISecret;
}

/** A proxy that takes TLS only, reaches this cluster only, and reads the application's secret only. */
export function createProxy(
  scope: Construct,
  id: string,
  settings: ProxySettings,
  options: AuroraProxyOptions,
): rds.DatabaseProxy {
  const { cluster, secret, vpc } = settings;
  validate(options);
  const purpose = purposeOf(scope, id.toLowerCase());
  const description = `Proxy of ${scope.node.path}`;
  const role = createRole(scope, `${id}Role`, {
    assumedBy: new iam.ServicePrincipal('rds.amazonaws.com'),
    description: `Lets the proxy of ${scope.node.path} read the application's secret`,
    purpose,
  });
  const granted = grantSecretRead(role, secret);
  const securityGroup = new ec2.SecurityGroup(scope, `${id}SecurityGroup`, {
    vpc,
    description,
    allowAllOutbound: false,
  });
  openDatabase(securityGroup, securityGroup, settings.database, description);

  const proxy = new rds.DatabaseProxy(scope, id, {
    proxyTarget: rds.ProxyTarget.fromCluster(withoutConnections(scope, id, cluster)),
    dbProxyName: physicalName(scope, { type: 'proxy', maxLength: 60, purpose }),
    secrets: [secretsmanager.Secret.fromSecretCompleteArn(scope, `${id}Secret`, secret.secretArn)],
    // By references, so that CDK grants nothing on top: it would open the key's policy to the role.
    role: iam.Role.fromRoleArn(scope, `${id}RoleReference`, role.roleArn, { mutable: false }),
    vpc,
    vpcSubnets: options.vpcSubnets ?? functionSubnets(vpc),
    securityGroups: [securityGroup],
    requireTLS: true,
    debugLogging: false,
    iamAuth: options.iamAuthentication ?? false,
    clientPasswordAuthType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
    idleClientTimeout: options.idleClientTimeout ?? Duration.minutes(30),
    borrowTimeout: options.borrowTimeout ?? Duration.seconds(5),
    maxConnectionsPercent: options.maxConnectionsPercent ?? 90,
  });
  granted.applyBefore(proxy);
  proxy.node.findChild('ProxyTargetGroup').node.addDependency(cluster);
  return proxy;
}

/** CDK would open the cluster's port by a token, which no check of security groups can read. */
function withoutConnections(scope: Construct, id: string, cluster: rds.DatabaseCluster): rds.IDatabaseCluster {
  return rds.DatabaseCluster.fromDatabaseClusterAttributes(scope, `${id}Target`, {
    clusterIdentifier: cluster.clusterIdentifier,
    engine: cluster.engine,
    port: LedgerDatabase.PORT,
    securityGroups: [],
  });
}

function validate(options: AuroraProxyOptions): void {
  requireDuration('idleClientTimeout', options.idleClientTimeout, Duration.minutes(1), Duration.hours(8));
  requireDuration('borrowTimeout', options.borrowTimeout, Duration.seconds(1), Duration.minutes(5));
  requireRange('maxConnectionsPercent', options.maxConnectionsPercent, 1, 100, 'percent');
}

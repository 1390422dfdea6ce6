import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetSecretValueCommand, paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type AwsAccess, clientOptions } from '../aws-access';

/** A database as the deployed template describes it. */
export interface DatabaseCluster {
  readonly clusterId: string;
  readonly masterUser: string;
  readonly databaseName: string;
  /** Cluster, reader and instance endpoints. */
  readonly hostNames: readonly string[];
}

const isText = (value: string | undefined): value is string => value !== undefined && value !== '';

/** The cluster that answers to an endpoint of RDS. */
export async function findCluster(access: AwsAccess, hostName: string): Promise<DatabaseCluster | undefined> {
  const rds = new RDSClient(clientOptions(access));
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
  const clusters = DBClusters.map((cluster) => ({
    clusterId: cluster.DBClusterIdentifier ?? '',
    masterUser: cluster.MasterUsername ?? '',
    databaseName: cluster.DatabaseName || 'postgres',
    hostNames: [
      cluster.Endpoint,
      cluster.ReaderEndpoint,
      ...DBInstances.filter((instance) => instance.DBClusterIdentifier === cluster.DBClusterIdentifier).map(
        (instance) => instance.Endpoint?.Address,
      ),
    ].filter(isText),
  }));
  return clusters.find(({ hostNames }) => hostNames.includes(hostName));
}

/** RDS would have taken the password from the secret when it made the cluster; the emulator has no database to put it into. */
export async function masterPassword(access: AwsAccess, cluster: DatabaseCluster): Promise<string> {
  const client = new SecretsManagerClient(clientOptions(access));
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) {
    for (const { ARN } of SecretList) {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: ARN }));
      const login = parseLogin(SecretString);
      const isElsewhere = login?.host !== undefined && !cluster.hostNames.includes(login.host);
      if (login?.username === cluster.masterUser && login.password && !isElsewhere) return login.password;
    }
  }
  throw new Error(`no secret holds the password of '${cluster.masterUser}', master user of '${cluster.clusterId}'`);
}

interface Login {
  readonly username?: string;
  readonly password?: string;
  readonly host?: string;
}

function parseLogin(secret: string | undefined): Login | undefined {
  try {
    const value: unknown = JSON.parse(secret ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // a secret that is no login
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { type AwsAccess, type AwsAddress, accessIn } from '../aws-access';
import type { CertificateAuthority } from '../certificates/authority';
import { MetricLog } from '../metrics/metric-log';
import { type LocalPostgres, startPostgres } from '../postgres/postgres';
import { type DatabaseCluster, findCluster, masterPassword } from './cluster';
import { DatabaseMeter } from './database-meter';
import { METERED } from './database-state';

/** Roles that exist in RDS and nowhere else. */
const RDS_ROLES = ['rds_superuser', 'rds_iam'];

const RDS_HOST = /\.([a-z0-9-]+)\.rds\.amazonaws\.com$/;

/** A real PostgreSQL for every cluster that the emulator only describes; each starts when the first session is opened. */
export class Databases {
  private readonly servers = new Map<string, Promise<LocalPostgres>>();
  private readonly logins: Record<string, ClientConfig> = {};
  private readonly meters: DatabaseMeter[] = [];

  constructor(
    private readonly folder: string,
    private readonly authority: CertificateAuthority,
    private readonly address: () => AwsAddress,
    private readonly metricsFolder: string,
  ) {}

  /** Port of the server that answers to this name; `undefined` when no cluster has it. */
  async portOf(hostName: string): Promise<number | undefined> {
    const region = RDS_HOST.exec(hostName)?.[1];
    if (!region) return undefined;
    const access = accessIn(region, this.address());
    const cluster = await findCluster(access, hostName);
    if (!cluster) return undefined;
    const server = this.servers.get(cluster.clusterId) ?? this.start(access, cluster);
    this.servers.set(cluster.clusterId, server);
    return (await server).port;
  }

  async stop(): Promise<void> {
    const servers = await Promise.allSettled(this.servers.values());
    await Promise.all(this.meters.map((meter) => meter.stop()));
    await Promise.all(servers.map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
  }

  private async start(access: AwsAccess, cluster: DatabaseCluster): Promise<LocalPostgres> {
    const folder = join(this.folder, cluster.clusterId);
    const { authority } = this;
    const server = await startPostgres({ folder, hostNames: cluster.hostNames, authority, parameters: METERED });
    await prepare(server, cluster, await masterPassword(access, cluster));
    const metrics = new MetricLog(this.metricsFolder, access.region, 'databases');
    this.meters.push(new DatabaseMeter(cluster.clusterId, server.admin, metrics));
    this.logins[cluster.clusterId] = { ...server.admin, database: cluster.databaseName };
    writeFileSync(loginsFile(this.folder), JSON.stringify(this.logins), { mode: 0o600 });
    return server;
  }
}

/** Where the superuser's logins are kept by cluster, for those who look at the databases from outside. */
export const loginsFile = (folder: string) => join(folder, 'logins.json');

/** The state in which RDS hands a cluster over: a master user with wide rights who is no superuser, and its database. */
async function prepare(server: LocalPostgres, cluster: DatabaseCluster, password: string): Promise<void> {
  const client = new Client(server.admin);
  await client.connect();
  try {
    const master = client.escapeIdentifier(cluster.masterUser);
    for (const role of RDS_ROLES) await client.query(`CREATE ROLE ${role} NOLOGIN`);
    await client.query(
      `CREATE ROLE ${master} LOGIN CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(password)} IN ROLE rds_superuser`,
    );
    await client.query(`GRANT rds_iam, pg_monitor, pg_signal_backend TO ${master} WITH ADMIN OPTION, INHERIT FALSE`);
    if (cluster.databaseName !== 'postgres') {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(cluster.databaseName)} OWNER ${master}`);
    }
  } finally {
    await client.end();
  }
}

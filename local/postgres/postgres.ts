import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { CertificateAuthority } from '../certificates/authority';
import { freePort } from '../process/free-port';
import { GuardedProcess, plainEnvironment } from '../process/guarded-process';
import { giveToServer, serverCommand } from './binaries';
import { copyEmptyCluster, SUPERUSER } from './empty-cluster';

export interface PostgresOptions {
  /** Data, certificates and log. */
  readonly folder: string;
  /** Names that clients verify the server by. */
  readonly hostNames: readonly string[];
  /** Signs its certificates. @default - an authority of its own, kept in the folder */
  readonly authority?: CertificateAuthority;
  /** Parameters of the server, beside ours. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface LocalPostgres {
  readonly port: number;
  /** Certificate of the authority that clients must trust. */
  readonly caFile: string;
  /** A session as superuser of the database `postgres`, TLS verified. */
  readonly admin: ClientConfig;
  /** The server answers to other names from the next connection on; sessions stay. */
  useHostNames(hostNames: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Every server has this name as well, for whoever administers it on this machine. */
const ADMIN_HOST = 'localhost';
const READY_WITHIN_MS = 20_000;
const ATTEMPTS = 3;

/** Only TLS, only passwords that are never sent. */
const ACCESS = 'hostssl all all 127.0.0.1/32 scram-sha-256\n';

async function writeCertificate(authority: CertificateAuthority, data: string, hostNames: readonly string[]) {
  const { certificate, privateKey } = await authority.issue([...new Set([ADMIN_HOST, ...hostNames])]);
  writeFileSync(join(data, 'server.crt'), certificate);
  writeFileSync(join(data, 'server.key'), privateKey, { mode: 0o600 });
  giveToServer(join(data, 'server.key'));
}

function startServer({ folder, parameters }: PostgresOptions, data: string, port: number): GuardedProcess {
  const settings = {
    ssl: 'on',
    ssl_min_protocol_version: 'TLSv1.2',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    fsync: 'off', // a crash of this machine may cost the local data
    ...parameters,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return new GuardedProcess({
    ...serverCommand('postgres', ['-D', data, '-p', String(port), ...flags]),
    environment: plainEnvironment(),
    logFile: join(folder, 'postgres.log'),
    stopSignal: 'INT', // ends sessions instead of waiting for them
  });
}

/** Whether the server is ready: its superuser has a password from then on that no other server has. */
async function changesPassword(first: ClientConfig, password: string): Promise<boolean> {
  const client = new Client(first);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`ALTER ROLE ${SUPERUSER} PASSWORD ${client.escapeLiteral(password)}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function reload(admin: ClientConfig): Promise<void> {
  const client = new Client(admin);
  await client.connect();
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}

/** A fresh PostgreSQL 17 on a free port of this machine that speaks TLS only. */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const { folder } = options;
  const data = join(folder, 'data');
  const authority = options.authority ?? (await CertificateAuthority.in(folder));
  const password = randomBytes(24).toString('base64url');
  const firstPassword = await copyEmptyCluster(data);
  writeFileSync(join(data, 'pg_hba.conf'), ACCESS);
  await writeCertificate(authority, data, options.hostNames);
  const ca = readFileSync(authority.certificateFile, 'utf8');
  let lastWords = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    const admin = { host: ADMIN_HOST, port, user: SUPERUSER, password, database: 'postgres', ssl: { ca } };
    const server = startServer(options, data, port);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (server.running && Date.now() < deadline) {
      if (await changesPassword({ ...admin, password: firstPassword }, password)) {
        return {
          port,
          caFile: authority.certificateFile,
          admin,
          stop: () => server.stop(),
          useHostNames: async (hostNames) => {
            await writeCertificate(authority, data, hostNames);
            await reload(admin);
          },
        };
      }
      await wait(50);
    }
    await server.stop();
    lastWords = server.lastWords();
  }
  throw new Error(`PostgreSQL did not start (log: ${join(folder, 'postgres.log')}):\n${lastWords}`);
}

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AcquirerClient } from '../../handlers/adapters/acquirer-client';
import { HttpCardVault } from '../../handlers/adapters/http-card-vault';
import { HttpsClient } from '../../handlers/adapters/https-client';
import type { Authorization } from '../../local/acquirer/book';
import type { SubmissionLine, Totals } from '../../local/acquirer/submission-book';
import { CertificateAuthority } from '../../local/certificates/authority';
import { agentTrusting, send } from '../../local/network/send';
import { startTlsServer } from '../../local/process/tls-server';
import { LOCAL_FOLDER, REPOSITORY } from '../../local/repository';
import { ParameterName } from '../../src/contract/parameters';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { type CuttingProxy, startCuttingProxy } from '../handlers/fakes/cutting-proxy';
import { DatabaseServer } from '../handlers/fakes/database-server';
import { type EmulatedCloud, startEmulatedCloud } from '../handlers/fakes/emulated-cloud';
import type { WorkerSettings } from './worker-messages';

export interface AcquirerBook {
  readonly authorizations: readonly (Authorization & Totals)[];
  readonly submissions: readonly SubmissionLine[];
}

/** What a payment needs around it, each a process of its own, with a proxy that can cut before those that workers call. */
export interface Surroundings {
  readonly folder: string;
  readonly server: DatabaseServer;
  readonly cloud: EmulatedCloud;
  readonly tableName: string;
  readonly databaseProxy: CuttingProxy;
  readonly acquirerProxy: CuttingProxy;
  /** Past the proxy, as the edge and the operator call it. */
  readonly vault: HttpCardVault;
  readonly acquirerClient: AcquirerClient;
  readonly settings: WorkerSettings;
  /** The acquirer's own record. */
  readBook(): Promise<AcquirerBook>;
  stop(): Promise<void>;
}

/** Longer than a delivery takes on a busy machine. */
export const LEASE_SECONDS = 5;

async function startAcquirer(folder: string) {
  const apiKey = randomUUID();
  const authority = await CertificateAuthority.in(join(folder, 'authority'));
  const server = await startTlsServer({
    script: join(REPOSITORY, 'local', 'acquirer', 'server.ts'),
    args: ['--slow-milliseconds', '100'],
    environment: { ACQUIRER_API_KEY: apiKey },
    name: 'acquirer',
    folder,
    hostNames: ['localhost'],
    authority,
  });
  const certificate = readFileSync(authority.certificateFile, 'utf8');
  const https = new HttpsClient({ certificateAuthorities: [certificate] });
  const url = `https://localhost:${server.port}`;
  const secret = { read: async () => apiKey, forget: () => undefined };
  const client = new AcquirerClient(https, fakeConfiguration({ [ParameterName.ACQUIRER_URL]: url }), secret);
  const agent = agentTrusting(certificate);
  const headers = { authorization: `Bearer ${apiKey}` };
  const readBook = async (): Promise<AcquirerBook> => {
    const { text } = await send({ method: 'GET', url: new URL('v1/book', url), headers, agent });
    return JSON.parse(text);
  };
  const stop = () => {
    https.close();
    agent.destroy();
    return server.stop();
  };
  return { apiKey, certificate, client, port: server.port, readBook, stop };
}

export async function startSurroundings(name: string): Promise<Surroundings> {
  const folder = join(LOCAL_FOLDER, 'test', `${name}-${process.pid}`, 'run');
  mkdirSync(folder, { recursive: true });
  const [server, cloud, acquirer] = await Promise.all([
    DatabaseServer.startWithLedger(name),
    startEmulatedCloud(`${name}-cloud`),
    startAcquirer(folder),
  ]);
  const tableName = await cloud.createSessionTable();
  const databaseProxy = await startCuttingProxy(server.application.port);
  const acquirerProxy = await startCuttingProxy(acquirer.port);
  const stoppable = [databaseProxy, acquirerProxy, acquirer, cloud, server];
  return {
    folder,
    server,
    cloud,
    tableName,
    databaseProxy,
    acquirerProxy,
    vault: new HttpCardVault(acquirer.client),
    acquirerClient: acquirer.client,
    settings: {
      login: { ...server.application, port: databaseProxy.port },
      databaseAuthority: server.authorities.join('\n'),
      acquirerUrl: `https://localhost:${acquirerProxy.port}`,
      acquirerAuthority: acquirer.certificate,
      acquirerApiKey: acquirer.apiKey,
      cloudEndpoint: cloud.endpoint,
      tableName,
      leaseSeconds: LEASE_SECONDS,
    },
    readBook: acquirer.readBook,
    stop: async () => {
      for (const one of stoppable) await one.stop();
    },
  };
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from './certificates/authority';
import { type CloudState, databaseFolder, stateFile } from './cloud-state';
import { Databases } from './database/databases';
import { type Emulator, startEmulator } from './emulator/emulator';
import { heldCode } from './held-code';
import { metricsFolder } from './metrics/metric-log';
import { startDirectory } from './network/directory';
import { ACQUIRER_HOST, MERCHANT_HOST } from './network/outsiders';
import { startTlsServer, type TlsServer, type TlsServerOptions } from './process/tls-server';

export interface Cloud {
  readonly state: CloudState;
  stop(): Promise<void>;
}

const HOOK = join(__dirname, 'network', 'hook.cjs');

/** Starts the emulated AWS, the acquirer and the merchant's side; databases follow when a deployed function opens a session. */
export async function startCloud(folder: string): Promise<Cloud> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const authority = await CertificateAuthority.in(folder);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopPart of stops.reverse().splice(0)) await stopPart();
    rmSync(stateFile(folder), { force: true });
  };
  try {
    const state = await startParts(folder, authority, stops);
    writeFileSync(stateFile(folder), JSON.stringify(state, undefined, 2), { mode: 0o600 });
    return { state, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void>)[];

async function startParts(folder: string, authority: CertificateAuthority, stops: Stops): Promise<CloudState> {
  const code = heldCode();
  const apiKey = randomBytes(24).toString('base64url');
  const recordFile = join(folder, 'deliveries.jsonl');
  const caFile = authority.certificateFile;
  const running: { emulator?: Emulator } = {};
  const address = () => ({ endpoint: running.emulator?.endpoint ?? '', caFile });
  const databases = new Databases(databaseFolder(folder), authority, address, metricsFolder(folder));
  stops.push(() => databases.stop());
  const [acquirer, subscriber] = await startOutsiders({ folder, authority }, apiKey, recordFile, stops);
  const outsiders = new Map([
    [ACQUIRER_HOST, acquirer.port],
    [MERCHANT_HOST, subscriber.port],
  ]);
  const directory = await startDirectory(async (host) => outsiders.get(host) ?? databases.portOf(host));
  stops.push(() => directory.stop());
  const emulator = await startEmulator({
    folder: join(folder, 'emulator'),
    authority,
    metricsFolder: metricsFolder(folder),
    environment: {
      AUTH: 'true', // policies are enforced
      LOCAL_DIRECTORY_URL: directory.url,
      NODE_OPTIONS: `--require ${HOOK}`,
      NODE_EXTRA_CA_CERTS: caFile,
      SSL_CERT_FILE: caFile, // the same for Python, which also delivers for topics
    },
  });
  running.emulator = emulator;
  stops.push(() => emulator.stop());
  return {
    folder,
    pid: process.pid,
    code,
    endpoint: emulator.endpoint,
    caFile,
    acquirer: { port: acquirer.port, apiKey },
    subscriber: { port: subscriber.port, recordFile },
  };
}

type Ground = Pick<TlsServerOptions, 'folder' | 'authority'>;

/** The acquirer and the merchant's side, which are no part of AWS. If one fails to start, the other can still be stopped. */
async function startOutsiders(ground: Ground, apiKey: string, recordFile: string, stops: Stops): Promise<TlsServer[]> {
  const started = await Promise.allSettled([
    startTlsServer({
      ...ground,
      name: 'acquirer',
      script: join(__dirname, 'acquirer', 'server.ts'),
      environment: { ACQUIRER_API_KEY: apiKey },
      hostNames: ['localhost', ACQUIRER_HOST],
    }),
    startTlsServer({
      ...ground,
      name: 'subscriber',
      script: join(__dirname, 'subscriber', 'server.ts'),
      args: ['--record', recordFile],
      hostNames: ['localhost', MERCHANT_HOST],
    }),
  ]);
  for (const server of started) if (server.status === 'fulfilled') stops.push(() => server.value.stop());
  return started.map((server) => {
    if (server.status === 'rejected') throw server.reason;
    return server.value;
  });
}

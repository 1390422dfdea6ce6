import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CertificateAuthority } from '../certificates/authority';
import { agentTrusting, type HttpAnswer, send } from '../network/send';
import { freePort } from '../process/free-port';
import { GuardedProcess, plainEnvironment } from '../process/guarded-process';
import { NODE_MODULES, TOOLS } from '../repository';
import { preparePython } from './python';

export interface EmulatorOptions {
  /** Logs and temporary files of this emulator. */
  readonly folder: string;
  /** Added to what the emulator and every function in it gets. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Signs its certificate. With TLS, policies that refuse plain requests let ours through. @default - it speaks without TLS */
  readonly authority?: CertificateAuthority;
  /** Where it writes the metrics that AWS's services write of themselves. @default - nothing is counted */
  readonly metricsFolder?: string;
}

export interface Emulator {
  /** What the SDK and the CDK take as `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly port: number;
  /** Removes everything that was created in it. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const READY_WITHIN_MS = 30_000;

/** Its own address, as it tells it in queue URLs and answers, and as we call it. */
const HOST_NAMES = ['localhost', '127.0.0.1'];

function environmentOf(options: EmulatorOptions, endpoint: URL): Record<string, string> {
  const temporary = join(options.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return {
    ...plainEnvironment([TOOLS]),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: endpoint.port,
    LAMBDA_EXECUTOR: 'local',
    IOT_MTLS_ENABLED: '0', // it would listen to the whole network otherwise
    DOCKER_HOST: 'unix:///nonexistent', // a Docker on this machine must not change what happens
    TMPDIR: temporary,
    NODE_PATH: [NODE_MODULES, options.environment?.NODE_PATH].filter(Boolean).join(delimiter),
    AWS_ENDPOINT_URL: endpoint.origin,
    ...options.environment,
  };
}

const METER = join(__dirname, 'meter', 'main.py');

/** The emulator as it comes, or counting what passes through it. */
function commandOf(python: string, { metricsFolder }: EmulatorOptions) {
  if (metricsFolder === undefined) return { command: join(python, 'bin', 'ministack') };
  return { command: join(python, 'bin', 'python'), args: ['-B', METER, metricsFolder] };
}

async function tlsEnvironment({ authority, folder }: EmulatorOptions): Promise<Record<string, string>> {
  if (!authority) return {};
  const { certificate, privateKey } = await authority.issue(HOST_NAMES);
  const files = { certificate: join(folder, 'emulator.pem'), privateKey: join(folder, 'emulator-key.pem') };
  writeFileSync(files.certificate, certificate);
  writeFileSync(files.privateKey, privateKey, { mode: 0o600 });
  return { USE_SSL: '1', MINISTACK_SSL_CERT: files.certificate, MINISTACK_SSL_KEY: files.privateKey };
}

/** Starts the emulated AWS on a free port of this machine; its first start installs it. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { authority, folder } = options;
  const python = await preparePython();
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'emulator.log');
  const tls = await tlsEnvironment(options);
  const agent = agentTrusting(authority && readFileSync(authority.certificateFile, 'utf8'));
  let lastWords = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    const url = new URL(`${authority ? 'https' : 'http'}://127.0.0.1:${port}`);
    const call = (method: string, path: string) => send({ method, url: new URL(path, url), agent });
    const server = new GuardedProcess({
      ...commandOf(python, options),
      environment: { ...environmentOf(options, url), ...tls },
      folder,
      logFile,
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    while (server.running && Date.now() < deadline) {
      const answer = await call('GET', '/_ministack/health').catch(() => undefined);
      if (answer?.status === 200) {
        return { endpoint: url.origin, port, reset: () => reset(call), stop: () => server.stop() };
      }
      await wait(50);
    }
    await server.stop();
    lastWords = server.lastWords();
  }
  throw new Error(`The emulator did not start (log: ${logFile}):\n${lastWords}`);
}

async function reset(call: (method: string, path: string) => Promise<HttpAnswer>): Promise<void> {
  const { status } = await call('POST', '/_ministack/reset');
  if (status !== 200) throw new Error(`The emulator refused to be emptied: ${status}`);
}

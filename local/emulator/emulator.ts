import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../process/free-port';
import { GuardedProcess, plainEnvironment } from '../process/guarded-process';
import { NODE_MODULES, TOOLS } from '../repository';
import { preparePython } from './python';

export interface EmulatorOptions {
  /** Logs and temporary files of this emulator. */
  readonly folder: string;
  /** Added to what the emulator and every function in it gets. */
  readonly environment?: Readonly<Record<string, string>>;
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

function environmentOf(options: EmulatorOptions, port: number): Record<string, string> {
  const temporary = join(options.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return {
    ...plainEnvironment([TOOLS]),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    LAMBDA_EXECUTOR: 'local',
    IOT_MTLS_ENABLED: '0', // it would listen to the whole network otherwise
    DOCKER_HOST: 'unix:///nonexistent', // a Docker on this machine must not change what happens
    TMPDIR: temporary,
    NODE_PATH: [NODE_MODULES, options.environment?.NODE_PATH].filter(Boolean).join(delimiter),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    ...options.environment,
  };
}

async function isReady(endpoint: string): Promise<boolean> {
  const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
  return answer?.ok ?? false;
}

/** Starts the emulated AWS on a free port of this machine; its first start installs it. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = await preparePython();
  const logFile = join(options.folder, 'emulator.log');
  let lastWords = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const server = new GuardedProcess({
      command: join(python, 'bin', 'ministack'),
      environment: environmentOf(options, port),
      folder: options.folder,
      logFile,
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    while (server.running && Date.now() < deadline) {
      if (await isReady(endpoint)) return { endpoint, port, reset: () => reset(endpoint), stop: () => server.stop() };
      await wait(50);
    }
    await server.stop();
    lastWords = server.lastWords();
  }
  throw new Error(`The emulator did not start (log: ${logFile}):\n${lastWords}`);
}

async function reset(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/_ministack/reset`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The emulator refused to be emptied: ${answer.status}`);
}

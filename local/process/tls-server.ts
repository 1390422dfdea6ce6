import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateAuthority } from '../certificates/authority';
import { TOOLS } from '../repository';
import { GuardedProcess, plainEnvironment } from './guarded-process';

export interface TlsServerOptions {
  /** The script, which prints `{"port":…}` when it listens. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly name: string;
  readonly folder: string;
  readonly hostNames: readonly string[];
  readonly authority: CertificateAuthority;
}

export interface TlsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts one of our servers as a process of its own, with a certificate for its names. */
export async function startTlsServer(options: TlsServerOptions): Promise<TlsServer> {
  const { name, folder } = options;
  const { certificate, privateKey } = await options.authority.issue(options.hostNames);
  const certificateFile = join(folder, `${name}.pem`);
  const keyFile = join(folder, `${name}-key.pem`);
  writeFileSync(certificateFile, certificate);
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  const { promise: port, resolve, reject } = Promise.withResolvers<number>();
  const server = new GuardedProcess({
    command: join(TOOLS, 'node'),
    args: [
      '--import',
      'tsx',
      options.script,
      '--certificate',
      certificateFile,
      '--private-key',
      keyFile,
      ...(options.args ?? []),
    ],
    environment: {
      ...plainEnvironment([TOOLS]),
      NODE_EXTRA_CA_CERTS: options.authority.certificateFile,
      ...options.environment,
    },
    logFile: join(folder, `${name}.log`),
    onLine: (line) => {
      const match = /^\{"port":(\d+)\}$/.exec(line);
      if (match) resolve(Number(match[1]));
    },
  });
  server.ended.then(() => reject(new Error(`The ${name} did not start:\n${server.lastWords()}`)), reject);
  return { port: await port, stop: () => server.stop() };
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../process/file-lock';
import { plainEnvironment } from '../process/guarded-process';
import { run } from '../process/run';
import { LOCAL_FOLDER } from '../repository';
import { giveToServer, serverCommand, serverVersion } from './binaries';

export const SUPERUSER = 'postgres';

const INIT = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync']; // servers here run without fsync

/**
 * Makes the data folder of a new cluster, a copy of what `initdb` made once a checkout: making one costs ten times as much.
 * Returns the password that its superuser has until the server gives it one of its own.
 */
export async function copyEmptyCluster(data: string): Promise<string> {
  const template = await preparedTemplate();
  mkdirSync(join(data, '..'), { recursive: true });
  rmSync(data, { recursive: true, force: true });
  const logFile = join(data, '..', 'initdb.log');
  await run({ command: 'cp', args: ['-Rp', join(template, 'data'), data], environment: plainEnvironment(), logFile });
  return readFileSync(join(template, 'password'), 'utf8');
}

async function preparedTemplate(): Promise<string> {
  const template = join(LOCAL_FOLDER, 'postgres', `${serverVersion()}-${process.getuid?.() ?? 'user'}`);
  const passwordFile = join(template, 'password');
  if (existsSync(passwordFile)) return template;
  return withLock(`${template}.lock`, async () => {
    if (existsSync(passwordFile)) return template;
    rmSync(template, { recursive: true, force: true });
    const data = join(template, 'data');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    giveToServer(data);
    const password = randomBytes(24).toString('base64url');
    await initialize(template, data, password);
    writeFileSync(passwordFile, password, { mode: 0o600 }); // last: with it, the template is whole
    return template;
  });
}

async function initialize(template: string, data: string, password: string): Promise<void> {
  const passwordFile = join(template, 'pwfile');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveToServer(passwordFile);
  const command = serverCommand('initdb', [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    ...INIT,
  ]);
  await run({ ...command, environment: plainEnvironment(), logFile: join(template, 'initdb.log') });
  rmSync(passwordFile);
}

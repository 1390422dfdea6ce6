import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_FOLDER } from './repository';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A folder for the cloud of this process alone: any number of them run at once. Those of processes that are gone are removed. */
export function ownFolder(purpose: string): string {
  const known = existsSync(LOCAL_FOLDER) ? readdirSync(LOCAL_FOLDER) : [];
  for (const name of known) {
    const pid = new RegExp(`^${purpose}-(\\d+)$`).exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(LOCAL_FOLDER, name), { recursive: true, force: true });
  }
  return join(LOCAL_FOLDER, `${purpose}-${process.pid}`);
}

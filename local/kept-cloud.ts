import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CloudState, stateFile } from './cloud-state';
import { preparePython } from './emulator/python';
import { plainEnvironment } from './process/guarded-process';
import { logTail } from './process/log-tail';
import { LOCAL_FOLDER, REPOSITORY, TOOLS } from './repository';

/** The folder of the cloud that `up` keeps running; `LOCAL_CLOUD=<name>` keeps another beside it. */
const KEPT_FOLDER = join(LOCAL_FOLDER, process.env.LOCAL_CLOUD ?? 'up');

/** Where `up` writes the outputs: one place for the one cloud that is usual, a place of its own for any other. */
export const OUTPUTS_FOLDER = join(process.env.LOCAL_CLOUD ? KEPT_FOLDER : REPOSITORY, 'cfn-outputs');

const KEEPER = join(__dirname, 'keeper.ts');
const READY_WITHIN_MS = 60_000;
const ENDED_WITHIN_MS = 30_000;

function isKeeper(pid: number): boolean {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='])
      .toString()
      .includes('keeper.ts');
  } catch {
    return false; // no such process
  }
}

/** The cloud that is up; `undefined` when none is. */
export function findKeptCloud(folder = KEPT_FOLDER): CloudState | undefined {
  if (!existsSync(stateFile(folder))) return undefined;
  const state: CloudState = JSON.parse(readFileSync(stateFile(folder), 'utf8'));
  return isKeeper(state.pid) ? state : undefined;
}

/** The cloud that is up; fails with the way to start it. */
export function keptCloud(folder = KEPT_FOLDER): CloudState {
  const state = findKeptCloud(folder);
  if (!state) throw new Error("no local cloud is up: start it with 'npm run local -- up single-region-platform'");
  return state;
}

/** Starts a cloud that outlives this process. */
export async function keepCloud(folder = KEPT_FOLDER): Promise<CloudState> {
  await preparePython(); // here, where its errors are seen
  rmSync(stateFile(folder), { force: true });
  mkdirSync(LOCAL_FOLDER, { recursive: true });
  const logFile = `${folder}.log`;
  const log = openSync(logFile, 'w', 0o600);
  const args = ['--import', 'tsx', KEEPER, folder];
  const keeper = spawn(join(TOOLS, 'node'), args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: REPOSITORY,
    env: plainEnvironment([TOOLS]),
  });
  closeSync(log);
  keeper.unref();
  const deadline = Date.now() + READY_WITHIN_MS;
  while (keeper.exitCode === null && Date.now() < deadline) {
    const state = findKeptCloud(folder);
    if (state) return state;
    await wait(100);
  }
  throw new Error(`the local cloud did not start:\n${logTail(logFile)}`);
}

/** Ends it, and everything in it; tells whether there was one. */
export async function endKeptCloud(folder = KEPT_FOLDER): Promise<boolean> {
  const state = findKeptCloud(folder);
  if (!state) return false;
  process.kill(state.pid, 'SIGTERM');
  const deadline = Date.now() + ENDED_WITHIN_MS;
  while (isKeeper(state.pid)) {
    if (Date.now() > deadline) throw new Error(`process ${state.pid} does not end`);
    await wait(100);
  }
  return true;
}

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CloudState } from '../../local/cloud-state';
import { LOCAL_FOLDER, REPOSITORY, TOOLS } from '../../local/repository';
import { PATIENCE_MS } from './fixtures/patience';

jest.setTimeout(PATIENCE_MS);

/** A demo in a terminal of its own, so that Ctrl-C reaches all of it. */
function startDemo() {
  const args = ['--tsconfig', 'test/tsconfig.json', 'local/cli.ts', 'demo', 'single-region-platform'];
  const demo = spawn(join(TOOLS, 'tsx'), args, { cwd: REPOSITORY, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve) => demo.once('exit', (code) => resolve(code ?? -1)));
  let printed = '';
  for (const output of [demo.stdout, demo.stderr]) {
    output.on('data', (text) => {
      printed += text;
    });
  }
  return { group: -(demo.pid ?? 0), ended, printed: () => printed };
}

function processesWith(word: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n');
  return lines.filter((line) => line.includes(word) && !line.includes(' ps -eo'));
}

/** The demo's process is a child of tsx: its folder tells its number. */
function stateOf(group: number): CloudState | undefined {
  const pids = execFileSync('ps', ['-eo', 'pid=,pgid=']).toString().split('\n');
  const ours = pids.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, pgid]) => pgid === -group);
  const file = ours.map(([pid]) => join(LOCAL_FOLDER, `demo-${pid}`, 'cloud.json')).find((path) => existsSync(path));
  return file ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

async function until<T>(find: () => T | undefined, withinMs: number): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await wait(100)) {
    const found = find();
    if (found) return found;
  }
  throw new Error('waited in vain');
}

test('Ctrl-C in the middle of the demo ends every process and frees every port', async () => {
  const { group, ended, printed } = startDemo();
  try {
    const state = await until(() => stateOf(group), PATIENCE_MS / 2);
    await until(() => (printed().includes('Emulated AWS') ? true : undefined), PATIENCE_MS / 4);
    await wait(1_000); // a child of the next step is at work
    process.kill(group, 'SIGINT');

    expect(await ended).toBe(130);
    expect(processesWith(state.folder)).toEqual([]);
    const ports = [Number(new URL(state.endpoint).port), state.acquirer.port, state.subscriber.port];
    for (const port of ports) {
      await expect(fetch(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    }
  } finally {
    await ended;
  }
});

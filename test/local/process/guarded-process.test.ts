import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GuardedProcess, plainEnvironment } from '../../../local/process/guarded-process';
import { run } from '../../../local/process/run';
import { REPOSITORY, TOOLS } from '../../../local/repository';

const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
const logFile = join(folder, 'log');
const environment = plainEnvironment();

/** A length of sleep that no other process has, to find ours by. */
const marker = () => `${86_400 + Math.floor(Math.random() * 1e9)}`;

function isRunning(mark: string): boolean {
  const listed = execFileSync('ps', ['-eo', 'args=']).toString().split('\n');
  return listed.some((line) => line.includes(`sleep ${mark}`) && !line.includes('sh -c') && !line.includes('guard.sh'));
}

const WITHIN_MS = 30_000;

async function until(condition: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await wait(50)) if (condition()) return true;
  return condition();
}

test('tells how the command ended, and what it said last', async () => {
  const command = new GuardedProcess({
    command: 'sh',
    args: ['-c', 'echo out; echo err >&2; exit 7'],
    environment,
    logFile,
  });
  expect(await command.ended).toBe(7);
  expect(command.running).toBe(false);
  expect(command.lastWords()).toMatch(/out/);
  expect(command.lastWords()).toMatch(/err/);
});

test('passes lines on as they come', async () => {
  const lines: string[] = [];
  const args = ['-c', 'echo one; echo two'];
  await new GuardedProcess({ command: 'sh', args, environment, logFile, onLine: (line) => lines.push(line) }).ended;
  expect(lines).toEqual(['one', 'two']);
});

test('stopping it ends what it started as well', async () => {
  const mark = marker();
  const command = new GuardedProcess({ command: 'sh', args: ['-c', `sleep ${mark} & wait`], environment, logFile });
  expect(await until(() => isRunning(mark))).toBe(true);
  await command.stop();
  expect(isRunning(mark)).toBe(false);
});

test('what does not listen when it is asked to end is killed', async () => {
  const mark = marker();
  const args = ['-c', `(trap '' TERM; sleep ${mark} & wait; sleep ${mark}) & wait`];
  const command = new GuardedProcess({ command: 'sh', args, environment, logFile });
  expect(await until(() => isRunning(mark))).toBe(true);
  await command.stop();
  expect(await until(() => !isRunning(mark))).toBe(true);
});

/** Starts a process in the group whose parent has left the group and does not collect it: dead, it stays listed for five seconds. */
const UNCOLLECTED = `
import os, time
if os.fork():
    time.sleep(0.5)
    print('ready', flush=True)
    time.sleep(60)
elif os.fork():
    os.setsid()
    os.closerange(0, 256)
    time.sleep(5)
else:
    time.sleep(60)
`;

test('stopping it does not wait for the dead that nobody has collected yet', async () => {
  let ready = false;
  const onLine = () => {
    ready = true;
  };
  const command = new GuardedProcess({ command: 'python3', args: ['-c', UNCOLLECTED], environment, logFile, onLine });
  expect(await until(() => ready)).toBe(true);
  const asked = Date.now();
  await command.stop();
  expect(Date.now() - asked).toBeLessThan(2_000);
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('ends when its parent ends by %s', async (signal) => {
  const mark = marker();
  const script = `
    const { GuardedProcess, plainEnvironment } = require(${JSON.stringify(join(REPOSITORY, 'local/process/guarded-process.ts'))});
    new GuardedProcess({ command: 'sleep', args: ['${mark}'], environment: plainEnvironment(), logFile: ${JSON.stringify(logFile)} });
    setInterval(() => undefined, 1000);`;
  const parent = spawn(join(TOOLS, 'node'), ['--require', 'tsx/cjs', '-e', script], { cwd: REPOSITORY });
  expect(await until(() => isRunning(mark))).toBe(true);
  parent.kill(signal);
  expect(await until(() => !isRunning(mark))).toBe(true);
});

test('nothing of the caller environment but the plain variables reaches the command', async () => {
  process.env.LOCAL_CLOUD_SECRET = 'seen';
  const lines: string[] = [];
  await new GuardedProcess({ command: 'env', environment, logFile, onLine: (line) => lines.push(line) }).ended;
  expect(lines.map((line) => line.split('=')[0])).toEqual(expect.arrayContaining(['HOME', 'LANG', 'PATH', 'TZ']));
  expect(lines.join('\n')).not.toContain('seen');
});

test('fails with the last lines of a command that failed', async () => {
  mkdirSync(folder, { recursive: true });
  const failing = run({ command: 'sh', args: ['-c', 'echo the reason; exit 3'], environment, logFile });
  await expect(failing).rejects.toThrow(/'sh -c' ended with status 3:[\s\S]*the reason/);
  expect(readFileSync(logFile, 'utf8')).toContain('the reason');
});

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { logTail } from './log-tail';

export interface GuardedProcessOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** The whole environment: nothing of the caller's shell leaks in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Standard output and error go here, appended. */
  readonly logFile: string;
  readonly onLine?: (line: string) => void;
  /** What asks the command to end; it is killed ten seconds later. @default 'TERM' */
  readonly stopSignal?: 'TERM' | 'INT';
}

/** For those that the command left behind, to do as they were told. */
const GRACE_MS = 3_000;
const GUARD = join(__dirname, 'guard.sh');

const listProcesses = promisify(execFile);

/** A process that cannot outlive this one, however this one ends, and takes what it started with it. */
export class GuardedProcess {
  private static readonly living = new Set<GuardedProcess>();

  /** For an end in the middle of things: whatever was started ends now. */
  static async stopAll(): Promise<void> {
    await Promise.allSettled([...GuardedProcess.living].map((one) => one.stop()));
  }

  /** Fulfilled with the exit status when the command has ended. */
  readonly ended: Promise<number>;
  private readonly child: ChildProcess;
  private readonly logFile: string;

  constructor(options: GuardedProcessOptions) {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
    this.logFile = options.logFile;
    const child = spawn('sh', [GUARD, options.stopSignal ?? 'TERM', options.command, ...(options.args ?? [])], {
      cwd: options.folder,
      env: { ...options.environment },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined); // the command ended first
    for (const output of [child.stdout, child.stderr]) {
      output.pipe(log, { end: false });
      if (options.onLine) createInterface(output).on('line', options.onLine);
    }
    this.child = child;
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => log.end(() => resolve(code ?? 1)));
    });
    GuardedProcess.living.add(this);
    this.ended.catch(() => undefined).finally(() => GuardedProcess.living.delete(this));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it said last, for an error message. */
  lastWords(): string {
    return logTail(this.logFile);
  }

  /** Ends it and whatever it started; fulfilled when the last of them is gone. */
  async stop(): Promise<void> {
    this.child.stdin?.end();
    while (this.running) await wait(5);
    const deadline = Date.now() + GRACE_MS;
    while (this.signalGroup(0) && (await this.groupLives()) && Date.now() < deadline) await wait(20);
    this.signalGroup('SIGKILL');
    await this.ended;
  }

  /** Whether anyone in the group is more than an entry that the init of this machine has not collected yet: it may take seconds. */
  private async groupLives(): Promise<boolean> {
    const listed = await listProcesses('ps', ['-A', '-o', 'pgid=,stat=']).catch(() => undefined);
    if (!listed) return true;
    const group = `${this.child.pid}`;
    return listed.stdout.split('\n').some((line) => {
      const [pgid, state] = line.trim().split(/\s+/);
      return pgid === group && !state?.startsWith('Z');
    });
  }

  /** The guard leads a group that nobody leaves; tells whether there is anyone in it. */
  private signalGroup(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.child.pid !== undefined && process.kill(-this.child.pid, signal);
    } catch {
      return false;
    }
  }
}

/** The variables every program needs; all others are given by name. */
export function plainEnvironment(path: readonly string[] = []): Record<string, string> {
  return {
    PATH: [...path, process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'].join(':'),
    HOME: process.env.HOME ?? '/',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
}

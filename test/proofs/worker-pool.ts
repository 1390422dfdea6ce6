import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { plainEnvironment } from '../../local/process/guarded-process';
import { TOOLS } from '../../local/repository';
import type { Outcome } from './delivery-queue';
import type { KillPoint } from './kill-points';
import type { SeededRandom } from './seeded-random';
import {
  type FromWorker,
  type Job,
  type Outward,
  type ToWorker,
  WORKER_SETTINGS,
  type WorkerSettings,
} from './worker-messages';

export interface WorkerPoolOptions {
  readonly size: number;
  readonly folder: string;
  readonly settings: WorkerSettings;
  /** What workers ask of those who outlive them; which events were accepted. */
  readonly hear: (call: Outward) => Promise<readonly string[]>;
  readonly random: SeededRandom;
}

/** One file that any number of pools can run. */
export async function buildWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.js');
  await build({
    entryPoints: [join(__dirname, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    external: ['pg-native'],
    logLevel: 'warning',
  });
  return outfile;
}

/** One process, from its start to its violent end. */
class Worker {
  readonly ended: Promise<unknown>;
  readonly bornAt = performance.now();
  private readonly child: ChildProcess;
  private readonly underWay = new Map<number, (outcome: Outcome) => void>();
  private deliveries = 0;

  constructor(
    script: string,
    private readonly options: WorkerPoolOptions,
    private readonly watch: { dying(point: KillPoint): void; dead(): void },
  ) {
    const log = openSync(join(options.folder, 'workers.log'), 'a');
    this.child = fork(script, {
      execPath: join(TOOLS, 'node'),
      env: { ...plainEnvironment(), [WORKER_SETTINGS]: JSON.stringify(options.settings) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child.on('message', (message: FromWorker) => this.hear(message));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.once('exit', () => this.drop());
  }

  get load(): number {
    return this.underWay.size;
  }

  deliver(job: Job, dieAt: KillPoint | undefined): Promise<Outcome> {
    this.deliveries += 1;
    const id = this.deliveries;
    return new Promise((resolve) => {
      this.underWay.set(id, resolve);
      this.tell({ kind: 'delivery', id, job, dieAt });
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private async hear(message: FromWorker): Promise<void> {
    if (message.kind === 'dying') return this.watch.dying(message.point);
    if (message.kind === 'outward') {
      const eventIds = await this.options.hear(message.call);
      return this.tell({ kind: 'accepted', id: message.id, eventIds });
    }
    this.underWay.get(message.id)?.(message.kind);
    this.underWay.delete(message.id);
  }

  private tell(message: ToWorker): void {
    this.child.send(message, () => undefined); // to one that just died: its deliveries are dropped
  }

  /** First somebody takes its place: whoever hears that it died, delivers to another. */
  private drop(): void {
    this.watch.dead();
    for (const end of this.underWay.values()) end('died');
    this.underWay.clear();
  }
}

/** As many workers as wanted; in the place of one that died stands another. */
export class WorkerPool {
  /** How often a worker got to each point where it was to die. */
  readonly deaths = new Map<KillPoint, number>();
  private readonly workers: Worker[] = [];
  private stopped = false;

  /** @param script what `buildWorker` made */
  constructor(
    private readonly script: string,
    private readonly options: WorkerPoolOptions,
  ) {
    for (let index = 0; index < options.size; index += 1) this.start(index);
  }

  /** To the worker that has the least to do; of several to the oldest, which does not have to start first. */
  deliver(job: Job, dieAt?: KillPoint): Promise<Outcome> {
    const [idle] = [...this.workers].sort((one, other) => one.load - other.load || one.bornAt - other.bornAt);
    if (!idle) throw new Error('there are no workers');
    return idle.deliver(job, dieAt);
  }

  killOne(): void {
    this.options.random.pick(this.workers).kill();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const worker of this.workers) worker.kill();
    await Promise.all(this.workers.map(({ ended }) => ended));
  }

  private start(index: number): void {
    this.workers[index] = new Worker(this.script, this.options, {
      dying: (point) => this.deaths.set(point, (this.deaths.get(point) ?? 0) + 1),
      dead: () => {
        if (!this.stopped) this.start(index);
      },
    });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresqlLedgerCheck } from '../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlOutbox } from '../../handlers/adapters/postgresql/postgresql-outbox';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import { sweepOutbox } from '../../handlers/relay-outbox/sweep-outbox';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import { makePayment, rivalSteps } from './clients';
import { Consumers } from './consumers';
import { DeliveryQueue } from './delivery-queue';
import { EventTopic } from './event-topic';
import { breakThings, type Fault } from './faults';
import { KILL_POINTS, type KillPoint } from './kill-points';
import { SeededRandom } from './seeded-random';
import type { Surroundings } from './surroundings';
import type { Job, StepJob } from './worker-messages';
import { WorkerPool } from './worker-pool';

const WORKERS = 3;
const DELIVERIES_AT_ONCE = 12;
/** Payments that wait; more would only make the end longer. */
const BACKLOG = 24;
/** One delivery in so many is its worker's end. */
const DOOMED = 0.06;

/** Payments and steps under faults for some seconds, then quiet until everything that began is at its end. */
export class FaultRun {
  readonly accepted: PaymentInstruction[] = [];
  readonly steps: StepJob[] = [];
  readonly queue: DeliveryQueue<Job>;
  readonly consumers: Consumers;
  readonly topic: EventTopic;
  faults: ReadonlyMap<Fault, number> = new Map();
  deaths: ReadonlyMap<KillPoint, number> = new Map();
  /** What lay in the outbox when the last worker was dead. */
  leftBehind = 0;
  private readonly random: SeededRandom;
  private doomed = 0;

  constructor(
    private readonly surroundings: Surroundings,
    seed: number,
  ) {
    const random = new SeededRandom(seed);
    this.random = random;
    this.queue = new DeliveryQueue({ random, visibilityMs: 1_200, maxReceives: 20, duplicates: 0.1 });
    this.consumers = new Consumers(surroundings, random);
    this.topic = new EventTopic(random, [this.consumers.viewQueue, this.consumers.notificationQueue]);
  }

  async go(seconds: number): Promise<void> {
    const { folder, settings } = this.surroundings;
    const { queue, random, topic } = this;
    const pool = await WorkerPool.start({ size: WORKERS, folder, settings, topic, random });
    const deadline = performance.now() + seconds * 1_000;
    const open = () => performance.now() < deadline;
    let publishing = true;
    const consuming = this.consumers.work(
      () => publishing,
      (event) => {
        if (open()) for (const job of rivalSteps(event, random)) this.send(job);
      },
    );
    try {
      const faults = breakThings(this.surroundings, pool, random, open);
      await Promise.all([
        this.acceptPayments(open),
        queue.serve(
          DELIVERIES_AT_ONCE,
          () => open(),
          (job) => pool.deliver(job, open() ? this.fate() : undefined),
        ),
      ]);
      this.faults = await faults;
      await this.dieBeforeTheRelay(pool);
    } finally {
      this.deaths = pool.deaths;
      await pool.stop();
      await this.sweep();
      publishing = false;
      await consuming;
    }
  }

  private async acceptPayments(open: () => boolean): Promise<void> {
    while (open()) {
      if (this.queue.size >= BACKLOG) await sleep(10);
      else this.send({ kind: 'payment', instruction: await this.accept() });
    }
  }

  private async accept(): Promise<PaymentInstruction> {
    const instruction = await makePayment(this.surroundings.vault, this.random);
    await this.consumers.expect(instruction);
    this.accepted.push(instruction);
    return instruction;
  }

  private send(job: Job): void {
    if (job.kind === 'step') this.steps.push(job);
    this.queue.send(job);
  }

  /** Each point has its turn, so that none is left out. */
  private fate(): KillPoint | undefined {
    if (!this.random.chance(DOOMED)) return undefined;
    this.doomed += 1;
    return KILL_POINTS[this.doomed % KILL_POINTS.length];
  }

  /** Nobody comes after it to relay what it committed. */
  private async dieBeforeTheRelay(pool: WorkerPool): Promise<void> {
    const instruction = await this.accept();
    await pool.deliver({ kind: 'payment', instruction }, 'between commit and relay');
    await pool.deliver({ kind: 'payment', instruction });
  }

  private async sweep(): Promise<void> {
    const { server } = this.surroundings;
    const database = server.open();
    const waiting = () => server.sql('select from ledger.outbox');
    this.leftBehind = (await waiting()).length;
    const ports = { outbox: new PostgresqlOutbox(database), check: new PostgresqlLedgerCheck(database) };
    const watching = { publisher: this.topic, metrics: recordingMetrics(), logger: recordingLogger() };
    for (let sweeps = 0; sweeps < 20 && (await waiting()).length > 0; sweeps += 1) {
      await sweepOutbox({ ...ports, ...watching });
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import { Consumers } from './consumers';
import { DeliveryQueue, type Outcome } from './delivery-queue';
import { EventTopic } from './event-topic';
import { breakThings, type Fault } from './faults';
import { ALL_KILL_POINTS, KILL_POINTS, type KillPoint } from './kill-points';
import { captureInParts, Merchant } from './merchant';
import { isRefusedLater, makePayment, REFUSED_LATER, twinOf } from './payers';
import { Schedules } from './schedules';
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
/** As long as there is a point that none has died at. */
const SOON_DOOMED = 0.15;

/** A slow machine gets so much more time to die at each point. */
const LONGER = 3;
/** One key in so many comes again under another payment. */
const FORGOTTEN = 0.06;

/** Payments and steps under faults for some seconds, then quiet until everything that began is at its end. */
export class FaultRun {
  readonly accepted: PaymentInstruction[] = [];
  readonly steps: StepJob[] = [];
  readonly queue: DeliveryQueue<Job>;
  readonly consumers: Consumers;
  readonly topic: EventTopic;
  readonly schedules: Schedules;
  faults: ReadonlyMap<Fault, number> = new Map();
  deaths: ReadonlyMap<KillPoint, number> = new Map();
  /** What lay in the outbox when the last worker was dead. */
  leftBehind = 0;
  private readonly random: SeededRandom;

  constructor(
    private readonly surroundings: Surroundings,
    seed: number,
  ) {
    const random = new SeededRandom(seed);
    this.random = random;
    this.queue = new DeliveryQueue({ random, visibilityMs: 400, maxReceives: 30, duplicates: 0.1 });
    this.consumers = new Consumers(surroundings, random);
    this.topic = new EventTopic(random, [this.consumers.viewQueue, this.consumers.notificationQueue]);
    this.schedules = new Schedules(surroundings, this.topic);
  }

  async go(seconds: number): Promise<void> {
    const { folder, settings } = this.surroundings;
    const { queue, random, topic } = this;
    const pool = await WorkerPool.start({ size: WORKERS, folder, settings, topic, random });
    const start = performance.now();
    const goesOn = (factor: number) => performance.now() - start < seconds * 1_000 * factor;
    const open = () => goesOn(1) || (pool.deaths.size < ALL_KILL_POINTS.length && goesOn(LONGER));
    const merchant = new Merchant(random);
    let publishing = true;
    const consuming = this.consumers.work(
      () => publishing,
      (event) => {
        if (open()) for (const job of merchant.react(event)) this.send(job);
      },
    );
    try {
      const faults = breakThings(this.surroundings, { pool, topic }, random, open);
      const scheduled = this.schedules.runWhile(open);
      let accepting = true;
      const accepted = this.acceptPayments(open).finally(() => {
        accepting = false;
      });
      const deliver = (job: Job) => pool.deliver(job, open() ? this.fate(job, pool.deaths) : undefined);
      await Promise.all([accepted, queue.serve(DELIVERIES_AT_ONCE, () => accepting, deliver)]);
      this.faults = await faults;
      await scheduled;
      await this.leaveToExpire(pool);
      await this.gatherEvents(pool);
      await this.dieWhileTheTwinIsDecided(pool);
      await this.dieBeforeTheRelay(pool);
    } finally {
      this.deaths = pool.deaths;
      await pool.stop();
      this.leftBehind = await this.schedules.waiting();
      await this.schedules.relay();
      await this.schedules.reconcile();
      await this.schedules.expire();
      await this.schedules.reconcile();
      await this.schedules.relay();
      await this.schedules.seal();
      publishing = false;
      await consuming;
    }
  }

  private async acceptPayments(open: () => boolean): Promise<void> {
    const { random } = this;
    while (open()) {
      const [last] = this.accepted.slice(-1);
      const forgotten = last && !isRefusedLater(last) && random.chance(FORGOTTEN);
      const next = forgotten ? twinOf(last) : await makePayment(this.surroundings.vault, random);
      this.send({ kind: 'payment', instruction: await this.accept(next) });
      while (this.queue.size >= BACKLOG) await sleep(10);
    }
  }

  private async accept(instruction: PaymentInstruction): Promise<PaymentInstruction> {
    await this.consumers.expect(instruction);
    this.accepted.push(instruction);
    return instruction;
  }

  private approvable(amountMinor = 4_200): Promise<PaymentInstruction> {
    return makePayment(this.surroundings.vault, this.random, 'approve', amountMinor);
  }

  private send(job: Job): void {
    if (job.kind === 'step') this.steps.push(job);
    this.queue.send(job);
  }

  /** Where few have died so far, so that no point is left out. */
  private fate({ kind }: Job, deaths: ReadonlyMap<KillPoint, number>): KillPoint | undefined {
    const count = (point: KillPoint) => deaths.get(point) ?? 0;
    const [rarest] = [...KILL_POINTS[kind]].sort((one, other) => count(one) - count(other));
    return this.random.chance(rarest && count(rarest) === 0 ? SOON_DOOMED : DOOMED) ? rarest : undefined;
  }

  /** Nobody captures it, and the acquirer will refuse to give it back. */
  private async leaveToExpire(pool: WorkerPool): Promise<void> {
    const instruction = await this.accept(await this.approvable(REFUSED_LATER));
    await bringToEnd(pool, { kind: 'payment', instruction });
  }

  /** All that happens to a payment while the topic is away waits together; back again, the topic refuses the first of it. */
  private async gatherEvents(pool: WorkerPool): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    const steps = captureInParts(instruction.paymentId);
    this.steps.push(...steps);
    this.topic.goAway(Number.POSITIVE_INFINITY);
    for (const job of [{ kind: 'payment', instruction } as const, ...steps]) await bringToEnd(pool, job);
    this.topic.comeBack();
    this.topic.refuseNextOf(instruction.paymentId);
    await this.schedules.relay();
  }

  /** While a payment is dead between its authorization and its commit, the same request is decided under another id. */
  private async dieWhileTheTwinIsDecided(pool: WorkerPool): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    const twin = await this.accept(twinOf(instruction));
    await pool.deliver({ kind: 'payment', instruction }, 'between authorize and commit');
    await bringToEnd(pool, { kind: 'payment', instruction: twin });
    await bringToEnd(pool, { kind: 'payment', instruction });
  }

  /** Nobody comes after it to relay what it committed. */
  private async dieBeforeTheRelay(pool: WorkerPool): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    await pool.deliver({ kind: 'payment', instruction }, 'between commit and relay');
    await bringToEnd(pool, { kind: 'payment', instruction });
  }
}

/** As often as it takes, like the queue. */
async function bringToEnd(pool: WorkerPool, job: Job): Promise<void> {
  let outcome: Outcome;
  do outcome = await pool.deliver(job);
  while (outcome !== 'done');
}

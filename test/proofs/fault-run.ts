import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import { Consumers } from './consumers';
import { DeliveryQueue, type Outcome } from './delivery-queue';
import { EventTopic } from './event-topic';
import { breakThings, type Fault } from './faults';
import { fateOf, type KillPoint } from './kill-points';
import { captureInParts, captureTwice, Merchant } from './merchant';
import { behaviourOf, isRefusedLater, makePayment, REFUSED_LATER, twinOf } from './payers';
import { Schedules } from './schedules';
import { SeededRandom } from './seeded-random';
import type { Surroundings } from './surroundings';
import type { Job, Outward, StepJob } from './worker-messages';
import { buildWorker, WorkerPool } from './worker-pool';

const WORKERS = 3;
const CONSUMERS = 2;
const DELIVERIES_AT_ONCE = 12;
/** Payments that wait; more would only make the end longer. */
const BACKLOG = 24;
/** One key in so many comes again under another payment. */
const FORGOTTEN = 0.06;
/** Pairs, of which some meet two workers that both run already. */
const TWINS_AT_ONCE = 6;

/** To a worker, which dies as is its fate unless told where. */
type Deliver = (job: Job, dieAt?: KillPoint) => Promise<Outcome>;

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
    const { consumers, queue, random, topic } = this;
    const { pool, listeners } = await this.startPools();
    const start = performance.now();
    const open = () => performance.now() - start < seconds * 1_000;
    const deliver: Deliver = (job, dieAt = fateOf(job, pool.deaths, random, open())) => pool.deliver(job, dieAt);
    const merchant = new Merchant(random);
    let publishing = true;
    const consuming = consumers.work(listeners, {
      storm: open,
      open: () => publishing,
      react: (event) => {
        if (open()) for (const job of merchant.react(event)) this.send(job);
      },
    });
    try {
      const faults = breakThings(this.surroundings, { pool, consumers: listeners, topic }, random, open);
      const scheduled = this.schedules.runWhile(open);
      let accepting = true;
      const accepted = this.acceptPayments(open).finally(() => {
        accepting = false;
      });
      await Promise.all([accepted, queue.serve(DELIVERIES_AT_ONCE, () => accepting, deliver)]);
      this.faults = await faults;
      await scheduled;
      await this.leaveToExpire(deliver);
      await this.captureInVain(deliver);
      await this.gatherEvents(deliver);
      await this.dieWhileTheTwinIsDecided(deliver);
      await this.decideTwinsAtOnce(deliver);
      await this.dieBeforeTheRelay(deliver);
    } finally {
      await pool.stop();
      await this.quiet();
      publishing = false;
      await consuming.finally(() => listeners.stop());
      this.deaths = new Map([...pool.deaths, ...listeners.deaths]);
    }
  }

  private async startPools() {
    const { folder, settings } = this.surroundings;
    const { consumers, random, topic } = this;
    const script = await buildWorker(folder);
    const shared = { folder, settings, random };
    const publish = async (call: Outward) => (call.kind === 'publish' ? topic.publish(call.events) : []);
    const hear = (call: Outward) => consumers.hear(call);
    return {
      pool: new WorkerPool(script, { ...shared, size: WORKERS, hear: publish }),
      listeners: new WorkerPool(script, { ...shared, size: CONSUMERS, hear }),
    };
  }

  /** Hours pass, and the schedules make up for the dead. */
  private async quiet(): Promise<void> {
    this.leftBehind = await this.schedules.waiting();
    await this.schedules.relay();
    await this.schedules.reconcile();
    await this.schedules.expire();
    await this.schedules.reconcile();
    await this.schedules.relay();
    await this.schedules.seal();
  }

  private async acceptPayments(open: () => boolean): Promise<void> {
    const { random } = this;
    let made = 0;
    while (open()) {
      const [last] = this.accepted.slice(-1);
      const forgotten = last && !isRefusedLater(last) && random.chance(FORGOTTEN);
      const next = forgotten
        ? twinOf(last)
        : await makePayment(this.surroundings.vault, random, behaviourOf(made++, random));
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

  /** Nobody captures it, and the acquirer will refuse to give it back. */
  private async leaveToExpire(deliver: Deliver): Promise<void> {
    const instruction = await this.accept(await this.approvable(REFUSED_LATER));
    await bringToEnd(deliver, { kind: 'payment', instruction });
  }

  /** The acquirer refuses what the ledger has taken, each time. */
  private async captureInVain(deliver: Deliver): Promise<void> {
    const instruction = await this.accept(await this.approvable(REFUSED_LATER));
    const steps = captureTwice(instruction.paymentId);
    this.steps.push(...steps);
    for (const job of [{ kind: 'payment', instruction } as const, ...steps]) await bringToEnd(deliver, job);
  }

  /** All that happens to a payment while the topic is away waits together; back again, the topic refuses the first of it. */
  private async gatherEvents(deliver: Deliver): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    const steps = captureInParts(instruction.paymentId);
    this.steps.push(...steps);
    this.topic.goAway(Number.POSITIVE_INFINITY);
    for (const job of [{ kind: 'payment', instruction } as const, ...steps]) await bringToEnd(deliver, job);
    this.topic.comeBack();
    this.topic.refuseNextOf(instruction.paymentId);
    await this.schedules.relay();
  }

  /** While a payment is dead between its authorization and its commit, the same request is decided under another id. */
  private async dieWhileTheTwinIsDecided(deliver: Deliver): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    const twin = await this.accept(twinOf(instruction));
    await deliver({ kind: 'payment', instruction }, 'between authorize and commit');
    await bringToEnd(deliver, { kind: 'payment', instruction: twin });
    await bringToEnd(deliver, { kind: 'payment', instruction });
  }

  /** Both look for their key, and wait for the acquirer, before either commits: nothing but the ledger's key is left between them. */
  private async decideTwinsAtOnce(deliver: Deliver): Promise<void> {
    const twins: PaymentInstruction[] = [];
    for (let pair = 0; pair < TWINS_AT_ONCE; pair += 1) {
      const instruction = await makePayment(this.surroundings.vault, this.random, 'approve-slowly', 4_200);
      twins.push(await this.accept(instruction), await this.accept(twinOf(instruction)));
    }
    await Promise.all(twins.map((instruction) => bringToEnd(deliver, { kind: 'payment', instruction })));
  }

  /** Nobody comes after it to relay what it committed. */
  private async dieBeforeTheRelay(deliver: Deliver): Promise<void> {
    const instruction = await this.accept(await this.approvable());
    await deliver({ kind: 'payment', instruction }, 'between commit and relay');
    await bringToEnd(deliver, { kind: 'payment', instruction });
  }
}

/** As often as it takes, like the queue. */
async function bringToEnd(deliver: Deliver, job: Job): Promise<void> {
  let outcome: Outcome;
  do outcome = await deliver(job);
  while (outcome !== 'done');
}

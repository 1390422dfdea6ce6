import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from './seeded-random';

/** A message that failed comes again soon; one whose worker died, when its visibility time-out is over. While it is worked on, it does not. */
export type Outcome = 'done' | 'failed' | 'died';

export interface DeliveryQueueOptions {
  readonly random: SeededRandom;
  /** So long after its worker died, a message comes again. */
  readonly visibilityMs: number;
  /** After so many deliveries a message goes to the dead letters. */
  readonly maxReceives: number;
  /** How often a message is delivered once more at once, on purpose. */
  readonly duplicates: number;
}

interface Message<Body> {
  readonly body: Body;
  receives: number;
  visibleAt: number;
}

const IDLE_MS = 10;
const PAUSE_MS = 150;

/** A standard queue at its worst: at least once, in any order, with a visibility time-out and dead letters. */
export class DeliveryQueue<Body> {
  readonly deadLetters: Body[] = [];
  deliveries = 0;
  private readonly messages = new Set<Message<Body>>();

  constructor(private readonly options: DeliveryQueueOptions) {}

  get size(): number {
    return this.messages.size;
  }

  send(body: Body): void {
    this.messages.add({ body, receives: 0, visibleAt: 0 });
  }

  /** Delivers until nothing is left and nothing more can come. */
  async serve(slots: number, open: () => boolean, handle: (body: Body) => Promise<Outcome>): Promise<void> {
    const slot = async () => {
      while (open() || this.size > 0) {
        const message = this.receive();
        if (!message) await sleep(IDLE_MS);
        else this.settle(message, await handle(message.body));
      }
    };
    await Promise.all(Array.from({ length: slots }, slot));
  }

  private settle(message: Message<Body>, outcome: Outcome): void {
    if (outcome === 'done') this.messages.delete(message);
    else message.visibleAt = performance.now() + (outcome === 'failed' ? PAUSE_MS : this.options.visibilityMs);
  }

  private receive(): Message<Body> | undefined {
    const { random, maxReceives, duplicates } = this.options;
    const now = performance.now();
    const visible = [...this.messages].filter(({ visibleAt }) => visibleAt <= now);
    if (visible.length === 0) return undefined;
    const message = random.pick(visible);
    if (message.receives === maxReceives) {
      this.messages.delete(message);
      this.deadLetters.push(message.body);
      return undefined;
    }
    message.receives += 1;
    message.visibleAt = random.chance(duplicates) ? now : Number.POSITIVE_INFINITY;
    this.deliveries += 1;
    return message;
  }
}

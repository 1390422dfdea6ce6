import type { Job } from './worker-messages';

const OF_A_COMMIT = [
  'while the commit is under way',
  'between commit and answer',
  'between commit and relay',
  'in the middle of relay',
  'between relay and answer',
] as const;

/** Places where a worker dies when it is told to, as if the machine under it were gone; on the way of each job. */
export const KILL_POINTS = {
  payment: ['between authorize and commit', ...OF_A_COMMIT],
  step: ['between submission and its record', ...OF_A_COMMIT],
} as const satisfies Record<Job['kind'], readonly string[]>;
export type KillPoint = (typeof KILL_POINTS)[Job['kind']][number];
export const ALL_KILL_POINTS: readonly KillPoint[] = [...new Set([...KILL_POINTS.payment, ...KILL_POINTS.step])];

/** What a worker is told to die at; the first of its deliveries that gets there takes the others along. */
export class Doom {
  private readonly points = new Set<KillPoint>();

  constructor(private readonly die: (point: KillPoint) => Promise<never>) {}

  await(point: KillPoint | undefined): void {
    if (point !== undefined) this.points.add(point);
  }

  async reach(point: KillPoint): Promise<void> {
    if (this.points.has(point)) await this.die(point);
  }
}

/** Places where a worker dies when it is told to, as if the machine under it were gone. */
export const KILL_POINTS = [
  'between authorize and commit',
  'while the commit is under way',
  'between commit and answer',
  'between commit and relay',
  'in the middle of relay',
  'between relay and answer',
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

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

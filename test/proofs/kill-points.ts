import type { SeededRandom } from './seeded-random';
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
  notification: ['between claim and delivery', 'between delivery and receipt', 'between receipt and answer'],
  view: ['between reading and writing a view', 'between writing a view and answer'],
} as const satisfies Record<Job['kind'], readonly string[]>;
export type KillPoint = (typeof KILL_POINTS)[Job['kind']][number];

const pointsOf = (...kinds: readonly Job['kind'][]) => [
  ...new Set<KillPoint>(kinds.flatMap((kind) => KILL_POINTS[kind])),
];
export const WORKERS_POINTS = pointsOf('payment', 'step');
export const CONSUMERS_POINTS = pointsOf('notification', 'view');

/** One delivery in so many is its worker's end. */
const DOOMED = 0.06;
/** As long as there is a point that none has died at. */
const SOON_DOOMED = 0.15;

/** Where few have died so far. When the storm is over nobody dies any more, but at points that would be left out. */
export function fateOf(
  { kind }: Job,
  deaths: ReadonlyMap<KillPoint, number>,
  random: SeededRandom,
  storm: boolean,
): KillPoint | undefined {
  const count = (point: KillPoint) => deaths.get(point) ?? 0;
  const [rarest] = [...KILL_POINTS[kind]].sort((one, other) => count(one) - count(other));
  const leftOut = rarest !== undefined && count(rarest) === 0;
  if (!storm) return leftOut ? rarest : undefined;
  return random.chance(leftOut ? SOON_DOOMED : DOOMED) ? rarest : undefined;
}

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

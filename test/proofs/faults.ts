import { setTimeout as sleep } from 'node:timers/promises';
import type { EventTopic } from './event-topic';
import type { SeededRandom } from './seeded-random';
import type { Surroundings } from './surroundings';
import type { WorkerPool } from './worker-pool';

export const FAULTS = [
  'a session is terminated',
  'an answer of the ledger is cut',
  'an answer of the acquirer is cut',
  'the topic is away',
  'a worker is killed',
  'a consumer is killed',
] as const;
export type Fault = (typeof FAULTS)[number];

const TOPIC_AWAY_MS = 500;
const TERMINATE_ONE = `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 order by random() limit 1`;

/** Now and then, since each death costs time. */
const KILLING: Readonly<Record<number, Fault>> = { 0: 'a worker is killed', 4: 'a consumer is killed' };

export interface Victims {
  readonly pool: Pick<WorkerPool, 'killOne'>;
  readonly consumers: Pick<WorkerPool, 'killOne'>;
  readonly topic: EventTopic;
}

/** Something breaks several times a second, for as long as `open` says. Returns how often each did. */
export async function breakThings(
  { acquirerProxy, databaseProxy, server }: Surroundings,
  { pool, consumers, topic }: Victims,
  random: SeededRandom,
  open: () => boolean,
): Promise<ReadonlyMap<Fault, number>> {
  const strike: Record<Fault, () => unknown> = {
    'a session is terminated': () => server.sql(TERMINATE_ONE, [server.application.user]),
    'an answer of the ledger is cut': () => databaseProxy.cutNextAnswer(),
    'an answer of the acquirer is cut': () => acquirerProxy.cutNextAnswer(),
    'the topic is away': () => topic.goAway(TOPIC_AWAY_MS),
    'a worker is killed': () => pool.killOne(),
    'a consumer is killed': () => consumers.killOne(),
  };
  const counts = new Map<Fault, number>();
  for (let strikes = 1; open(); strikes += 1) {
    await sleep(random.between(50, 350));
    const fault = KILLING[strikes % 8] ?? random.pick(FAULTS.slice(0, -2));
    await strike[fault]();
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return counts;
}

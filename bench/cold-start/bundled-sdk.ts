/**
 * Is the AWS SDK better bundled into a function, or taken from the runtime's node_modules (docs/decisions/0016)? Fresh processes load
 * `get-payment` and answer one request, in turn with one and the other.
 */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunction, type SdkSource } from '../../projenrc/scripts/assets/function-bundles';
import type { Benchmark, Measured } from '../benchmark';
import { median } from '../median';
import { firstEvents } from './first-events';
import { freshStart, prepareStart, type Start } from './fresh-start';
import { type Surroundings, startSurroundings } from './surroundings';

const ROUNDS = 11;
const FUNCTION = 'get-payment';
const SOURCES: readonly SdkSource[] = ['bundle', 'runtime'];
const first = firstEvents[FUNCTION];

async function prepare({ folder }: Surroundings, sdk: SdkSource): Promise<string> {
  const place = prepareStart(folder, (await bundleFunction(FUNCTION, sdk)).code, first.expected);
  if (sdk === 'runtime') symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(place, 'node_modules'));
  return place;
}

async function measure(surroundings: Surroundings): Promise<Measured> {
  const places = { bundle: await prepare(surroundings, 'bundle'), runtime: await prepare(surroundings, 'runtime') };
  const starts: Record<SdkSource, Start[]> = { bundle: [], runtime: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const sdk of SOURCES) {
      const start = await freshStart(places[sdk], surroundings, await first.event(surroundings));
      if (round >= 0) starts[sdk].push(start); // the first fills the page cache
    }
  }
  return measuredOf(starts);
}

function measuredOf(starts: Readonly<Record<SdkSource, readonly Start[]>>): Measured {
  const middle = (sdk: SdkSource, what: keyof Start) => median(starts[sdk].map((start) => start[what]));
  const rows = (['loadedMs', 'answeredMs', 'memoryMb'] as const).map((what) => ({
    what,
    bundled: middle('bundle', what).toFixed(0),
    'from the runtime': middle('runtime', what).toFixed(0),
    ratio: (middle('bundle', what) / middle('runtime', what)).toFixed(2),
  }));
  const ratio = median(starts.bundle.map(({ answeredMs }, round) => answeredMs / starts.runtime[round].answeredMs));
  return {
    ratio,
    measured: `${middle('bundle', 'answeredMs').toFixed(0)} ms`,
    reference: `${middle('runtime', 'answeredMs').toFixed(0)} ms`,
    pass: ratio <= 1,
    rows,
  };
}

export const benchmark: Benchmark = {
  name: 'bundled-sdk',
  goal: '≤ 1',
  run: async () => {
    const surroundings = await startSurroundings();
    try {
      return await measure(surroundings);
    } finally {
      await surroundings.stop();
    }
  },
};

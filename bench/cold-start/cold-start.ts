/**
 * What does our code add to a cold start? Fresh processes load a function's bundle and answer a first event that goes well, in turn with
 * an empty handler that asks the same SDK clients once each and at the same time: it decides. A second one asks the ledger and the acquirer
 * as well. PostgreSQL and the simulated acquirer are real, AWS is a stub that answers at once; all speak TLS.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATE_FILE, rdsCertificateAuthorities } from '../../projenrc/scripts/assets/certificate-authorities';
import { bundleFunction } from '../../projenrc/scripts/assets/function-bundles';
import type { Benchmark } from '../benchmark';
import { median } from '../median';
import { bundleEmptyHandler, clientsIn, peersIn } from './empty-handler';
import { type FirstEvent, firstEvents } from './first-events';
import { freshStart, prepareStart, type Start } from './fresh-start';
import { type Surroundings, startSurroundings } from './surroundings';

const ROUNDS = 11;
const GOAL = 1.5;

/** The function, the handler that asks the same SDK clients, and the one that asks the ledger and the acquirer as well. */
const KINDS = ['ours', 'clients', 'peers'] as const;
type Kind = (typeof KINDS)[number];
type Starts = Readonly<Record<Kind, Start[]>>;

async function prepare({ folder }: Surroundings, name: string, first: FirstEvent): Promise<Record<Kind, string>> {
  const { code, metafile } = await bundleFunction(name);
  const [clients, peers] = [clientsIn(metafile), peersIn(metafile)];
  const places = {
    ours: prepareStart(folder, code, first.expected),
    clients: prepareStart(folder, await bundleEmptyHandler(clients), 'true'),
    peers: prepareStart(folder, await bundleEmptyHandler([...clients, ...peers]), 'true'),
  };
  writeFileSync(join(places.ours, CERTIFICATE_FILE), rdsCertificateAuthorities());
  return places;
}

async function measure(surroundings: Surroundings, name: string, first: FirstEvent): Promise<Starts> {
  const places = await prepare(surroundings, name, first);
  const starts: Starts = { ours: [], clients: [], peers: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const kind of KINDS) {
      const start = await freshStart(
        places[kind],
        surroundings,
        kind === 'ours' ? await first.event(surroundings) : {},
      );
      if (round >= 0) starts[kind].push(start); // the first fills the page cache
    }
  }
  return starts;
}

function resultOf(name: string, starts: Starts) {
  const middle = (kind: Kind, what: keyof Start) => median(starts[kind].map((start) => start[what]));
  const [ours, clients, peers] = KINDS.map((kind) => middle(kind, 'answeredMs'));
  // of neighbours in time, so that what else the machine does falls on both
  const ratioTo = (kind: Kind, what: keyof Start = 'answeredMs') =>
    median(starts.ours.map((start, round) => start[what] / starts[kind][round][what]));
  const ratio = ratioTo('clients');
  const row = {
    function: name,
    'loaded ms': middle('ours', 'loadedMs').toFixed(0),
    'answered ms': ours.toFixed(0),
    'SDK clients alone ms': clients.toFixed(0),
    'clients and peers ms': peers.toFixed(0),
    ratio: ratio.toFixed(2),
    'of CPU time': ratioTo('clients', 'cpuMs').toFixed(2),
    'to clients and peers': ratioTo('peers').toFixed(2),
    'memory MB': middle('ours', 'memoryMb').toFixed(0),
  };
  return { ratio, row };
}

export const benchmark: Benchmark = {
  name: 'cold-start',
  goal: `≤ ${GOAL} for each function`,
  run: async (report) => {
    const surroundings = await startSurroundings();
    try {
      const results = [];
      for (const [name, first] of Object.entries(firstEvents)) {
        const result = resultOf(name, await measure(surroundings, name, first));
        report(`${name}: ${result.ratio.toFixed(2)}`);
        results.push(result);
      }
      const worst = results.toSorted((one, other) => other.ratio - one.ratio)[0];
      if (worst === undefined) throw new Error('no function was measured');
      return {
        ratio: worst.ratio,
        measured: `${worst.row['answered ms']} ms (${worst.row.function})`,
        reference: `${worst.row['SDK clients alone ms']} ms`,
        pass: worst.ratio <= GOAL,
        rows: results.map(({ row }) => row),
      };
    } finally {
      await surroundings.stop();
    }
  },
};

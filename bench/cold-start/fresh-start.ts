import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Surroundings } from './surroundings';

/** Milliseconds since the process was started, what it took of the processors until the answer, and of memory. */
export interface Start {
  readonly loadedMs: number;
  readonly answeredMs: number;
  readonly cpuMs: number;
  readonly memoryMb: number;
}

const run = promisify(execFile);

/** A folder with the bundle and a script that calls it once. What AWS would have is on this machine. */
export function prepareStart(folder: string, code: Uint8Array, expected: string): string {
  const place = mkdtempSync(join(folder, 'function-'));
  writeFileSync(join(place, 'index.js'), code);
  writeFileSync(
    join(place, 'start.js'),
    `const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.amazonaws.com') ? 'localhost' : name, ...rest);
const { handler } = require('./index.js');
const loadedMs = performance.now();
Promise.resolve(handler(JSON.parse(process.env.EVENT), {})).then((answer) => {
  const answeredMs = performance.now();
  const { user, system } = process.cpuUsage();
  if (!(${expected})) throw new Error('unexpected answer ' + JSON.stringify(answer));
  process.stderr.write(JSON.stringify({ loadedMs, answeredMs, cpuMs: (user + system) / 1e3, memoryMb: process.memoryUsage().rss / 1e6 }));
  process.exit(0);
});`,
  );
  return place;
}

/** A process of its own, from its start to its first answer. */
export async function freshStart(place: string, { environment }: Surroundings, event: unknown): Promise<Start> {
  const env = { ...environment, EVENT: JSON.stringify(event) };
  const { stderr } = await run(process.execPath, ['start.js'], { cwd: place, env });
  return JSON.parse(stderr);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { SIGNATURE_FILE } from './folder-source';
import { loadAhead } from './load-ahead';
import type { TrailSource } from './trail-source';

const AHEAD = 16;

/** Copies every object under its key, with its signature beside it; returns how many. */
export async function exportTrail(source: TrailSource, folder: string): Promise<number> {
  const keys = await source.keys();
  const load = async (key: string) => ({ key, object: await source.read(key) });
  for await (const { key, object } of loadAhead(keys, AHEAD, load)) {
    if (!object) continue;
    const file = join(folder, key);
    if (!resolve(file).startsWith(`${resolve(folder)}${sep}`)) throw new Error(`'${key}' leads out of the folder`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, object.text);
    if (object.signature !== undefined) writeFileSync(`${file}${SIGNATURE_FILE}`, `${object.signature}\n`);
  }
  return keys.length;
}

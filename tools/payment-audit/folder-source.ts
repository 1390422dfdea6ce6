import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { TrailObject, TrailSource } from './trail-source';

/** Ending of the file beside a digest that holds its signature. */
export const SIGNATURE_FILE = '.sig';

/** A folder in which every object is a file under its key. */
export class FolderSource implements TrailSource {
  constructor(
    private readonly folder: string,
    private readonly prefix: string,
  ) {}

  async keys(): Promise<readonly string[]> {
    const root = join(this.folder, this.prefix);
    if (!existsSync(root)) throw new Error(`the folder '${root}' must hold the trail, and is not there`);
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(SIGNATURE_FILE))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(this.folder, sep).length))
      .map((path) => path.split(sep).join('/'))
      .sort();
  }

  async read(key: string): Promise<TrailObject | undefined> {
    const text = this.find(key);
    return text === undefined ? undefined : { text, signature: this.find(`${key}${SIGNATURE_FILE}`)?.trim() };
  }

  /** As the digest says, which is checked later. */
  async writtenAt(key: string): Promise<string | undefined> {
    return /"endTime":"([^"]+)"/.exec(this.find(key) ?? '')?.[1];
  }

  /** A folder tells nothing about its past. */
  async changes() {
    return [];
  }

  private find(key: string): string | undefined {
    const file = join(this.folder, key);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const repository = resolve(__dirname, '..', '..', '..');

/**
 * A folder of generated files: a file is written only if its bytes changed, and what was not written in this run is removed.
 * Tests that read the folder at the same moment always find whole files.
 */
export class GeneratedFolder {
  private readonly kept = new Set<string>();

  constructor(private readonly root: string) {}

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.root, path);
    const bytes = Buffer.from(content);
    this.kept.add(file);
    if (existsSync(file) && readFileSync(file).equals(bytes)) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }

  /** Removes leftovers of earlier runs, and the folders that are empty then. */
  prune(folder = this.root): void {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.prune(path);
      else if (!this.kept.has(path)) rmSync(path);
    }
    if (folder !== this.root && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

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

  /** Removes leftovers of earlier runs. */
  prune(): void {
    if (!existsSync(this.root)) return;
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && !this.kept.has(file)) rmSync(file);
    }
  }

  has(path: string): boolean {
    return this.kept.has(join(this.root, path));
  }

  get files(): readonly string[] {
    return [...this.kept].map((file) => relative(this.root, file)).sort();
  }
}

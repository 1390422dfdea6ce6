import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedMetrics, type Written } from './embedded-metrics';

const CHUNK_BYTES = 1 << 20;

/** What the parts of a cloud have written of themselves; each look begins where the last one ended. */
export class WrittenMetrics {
  readonly #ends = new Map<string, number>();

  constructor(private readonly folder: string) {}

  read(): readonly Written[] {
    return foldersIn(this.folder).flatMap((region) =>
      readdirSync(join(this.folder, region)).flatMap((name) =>
        this.newLines(join(this.folder, region, name)).flatMap((line) => embeddedMetrics(line, region)),
      ),
    );
  }

  /** A line that is still being written is left for the next time. */
  private newLines(file: string): readonly string[] {
    const from = this.#ends.get(file) ?? 0;
    const bytes = bytesFrom(file, from);
    const length = bytes.lastIndexOf('\n') + 1;
    this.#ends.set(file, from + length);
    return bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1);
  }
}

const foldersIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

function bytesFrom(file: string, from: number): Buffer {
  const chunks: Buffer[] = [];
  const descriptor = openSync(file, 'r');
  try {
    for (let at = from; ; ) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const length = readSync(descriptor, chunk, 0, CHUNK_BYTES, at);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      at += length;
    }
  } finally {
    closeSync(descriptor);
  }
}

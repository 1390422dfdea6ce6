import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../ports/ledger-schema';
import { MigrationError } from '../runtime/errors';

const FILE_NAME = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

/** The migrations of a folder in their order: `0001-name.sql`, `0002-…`, without a gap. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder).sort();
  return files.map((file, index) => {
    const version = Number(FILE_NAME.exec(file)?.[1]);
    if (version !== index + 1) {
      throw new MigrationError(
        `migration ${index + 1} must be a file named '000${index + 1}-some-name.sql', got '${file}'`,
      );
    }
    const sql = readFileSync(join(folder, file), 'utf8');
    return { version, name: file.slice(0, -'.sql'.length), checksum: checksumOf(sql), sql };
  });
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

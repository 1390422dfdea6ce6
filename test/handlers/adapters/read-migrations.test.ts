import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrations } from '../../../handlers/adapters/read-migrations';
import { MigrationError } from '../../../handlers/runtime/errors';
import { LedgerDatabase } from '../../../src/contract/database';
import { migrations } from '../fakes/database-server';

function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const file of files) writeFileSync(join(folder, file), `select '${file}'`);
  return folder;
}

test('migrations are read in order, each with the hash of its text', () => {
  const read = readMigrations(folderWith('0002-second-one.sql', '0001-first.sql'));
  expect(read.map(({ version, name }) => [version, name])).toEqual([
    [1, '0001-first'],
    [2, '0002-second-one'],
  ]);
  expect(read[0]?.checksum).toBe(createHash('sha256').update("select '0001-first.sql'").digest('hex'));
});

test.each([
  ['a gap', ['0001-first.sql', '0003-third.sql']],
  ['a number twice', ['0001-first.sql', '0001-other.sql']],
  ['another name', ['0001-first.sql', '2-second.sql']],
  ['another file', ['0001-first.sql', 'readme.txt']],
])('fails with %s', (_name, files) => {
  expect(() => readMigrations(folderWith(...files))).toThrow(MigrationError);
});

test('the role that the constructs know is the one that the migrations make', () => {
  expect(migrations[0]?.sql).toContain(`create role ${LedgerDatabase.APPLICATION_ROLE} nologin`);
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withLock } from '../../../local/process/file-lock';

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'it.lock');

test('one at a time', async () => {
  const file = lockFile();
  const seen: string[] = [];
  const work = (name: string) =>
    withLock(file, async () => {
      seen.push(`${name} begins`);
      await wait(50);
      seen.push(`${name} ends`);
    });
  await Promise.all([work('a'), work('b')]);
  expect(seen.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('the lock of a process that died is taken over', async () => {
  const file = lockFile();
  writeFileSync(file, String(spawnSync('true').pid));
  expect(await withLock(file, async () => 'done')).toBe('done');
});

test('is free again after the work failed', async () => {
  const file = lockFile();
  await expect(withLock(file, async () => Promise.reject(new Error('work')))).rejects.toThrow('work');
  expect(existsSync(file)).toBe(false);
});

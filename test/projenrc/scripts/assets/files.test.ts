import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GeneratedFolder } from '../../../../projenrc/scripts/assets/files';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generated-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('writes files in folders that need not be there', () => {
  new GeneratedFolder(root).write('a/b/c.txt', 'text');
  expect(readFileSync(join(root, 'a/b/c.txt'), 'utf8')).toBe('text');
});

test('leaves a file alone whose bytes are the same', () => {
  new GeneratedFolder(root).write('a.txt', 'text');
  utimesSync(join(root, 'a.txt'), 1, 1);
  new GeneratedFolder(root).write('a.txt', 'text');
  expect(statSync(join(root, 'a.txt')).mtimeMs).toBe(1000);
  new GeneratedFolder(root).write('a.txt', 'other');
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('other');
});

test('removes what an earlier run left, with the folders that become empty', () => {
  new GeneratedFolder(root).write('old/a.txt', 'text');
  const folder = new GeneratedFolder(root);
  folder.write('new/a.txt', 'text');
  folder.prune();
  expect([existsSync(join(root, 'old')), existsSync(join(root, 'new/a.txt'))]).toEqual([false, true]);
});

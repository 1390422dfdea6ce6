import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportTrail } from '../../../tools/payment-audit/export-trail';
import type { TrailSource } from '../../../tools/payment-audit/trail-source';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-trail-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sourceOf = (keys: readonly string[]): TrailSource => ({
  keys: async () => keys,
  read: async (key) => ({ text: key, signature: key.endsWith('.json') ? 'signed' : undefined }),
  writtenAt: async () => undefined,
  changes: async () => [],
});

test('signatures lie beside what they sign', async () => {
  expect(await exportTrail(sourceOf(['audit/a.json', 'audit/b.jsonl']), folder)).toBe(2);
  const found = ['a.json', 'a.json.sig', 'b.jsonl'].map((name) => readFileSync(join(folder, 'audit', name), 'utf8'));
  expect(found).toEqual(['audit/a.json', 'signed\n', 'audit/b.jsonl']);
  expect(existsSync(join(folder, 'audit', 'b.jsonl.sig'))).toBe(false);
});

test('fails for a key that leads out of the folder', async () => {
  await expect(exportTrail(sourceOf(['../outside']), join(folder, 'inside'))).rejects.toThrow(
    /leads out of the folder/,
  );
  expect(existsSync(join(folder, 'outside'))).toBe(false);
});

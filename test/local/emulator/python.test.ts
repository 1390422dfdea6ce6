import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../local/emulator/python';

const folder = mkdtempSync(join(tmpdir(), 'python-'));

function pythonThatSays(version: string): string {
  const file = join(folder, `python-${version}`);
  writeFileSync(file, `#!/bin/sh\necho ${version}\n`);
  chmodSync(file, 0o755);
  return file;
}

test.each([
  ['3.10.0', true],
  ['3.9.19', false],
  ['2.7.18', false],
  ['4.0.1', true],
])('Python %s: new enough is %s', async (version, isNewEnough) => {
  const python = pythonThatSays(version);
  const found = findPython([python, pythonThatSays('3.12.1')]);
  expect((await found) === python).toBe(isNewEnough);
});

test('fails naming what it found and how to install it', async () => {
  const old = pythonThatSays('3.8.2');
  await expect(findPython([old])).rejects.toThrow(
    /Python 3\.10 or newer[\s\S]*is 3\.8\.2[\s\S]*apt-get install python3/,
  );
});

test('fails when there is none', async () => {
  await expect(findPython([join(folder, 'nowhere')])).rejects.toThrow(/there is none/);
});

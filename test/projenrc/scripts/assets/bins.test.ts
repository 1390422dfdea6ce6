import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { binNames, binPath, bundleBin } from '../../../../projenrc/scripts/assets/bins';
import { repository } from '../../../../projenrc/scripts/assets/files';

test('each command is named in package.json, and built', () => {
  const { bin = {} } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  expect(bin).toEqual(Object.fromEntries(binNames().map((name) => [name, binPath(name)])));
  for (const name of binNames()) expect(existsSync(join(repository, binPath(name)))).toBe(true);
});

test.each(binNames())('%s is one file that Node.js runs alone, whoever built it', async (name) => {
  const { code, metafile } = await bundleBin(name);
  const text = Buffer.from(code).toString();
  const [output] = Object.values(metafile.outputs);
  const foreign = output?.imports.map(({ path }) => path.replace(/^node:/, '').replace(/\/.*/, ''));
  expect(foreign?.filter((path) => !builtinModules.includes(path))).toEqual([]);
  expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(text).not.toContain(repository);
});

import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './commands';
import { REPOSITORY } from './readme-example';

/** What npm adds whatever a package says. */
const ALWAYS = ['LICENSE', 'README.md', 'package.json'];

let packed: string[];

beforeAll(() => {
  const [{ files }] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], REPOSITORY));
  packed = files.map(({ path }: { path: string }) => path);
});

test('the package brings lib/, .jsii, assets/ and what npm always adds, and nothing else', () => {
  const others = packed.filter((path) => !/^(lib|assets)\//.test(path));
  expect(others.sort()).toEqual(['.jsii', ...ALWAYS]);
});

test('lib/ holds compiled code and types', () => {
  const endings = packed
    .filter((path) => path.startsWith('lib/'))
    .map((path) => path.replace(/^.*?(\.d\.ts|\.[a-z]+)$/, '$1'));
  expect([...new Set(endings)].sort()).toEqual(['.d.ts', '.js']);
  expect(packed).toContain('lib/index.js');
});

test('every handler is in it as a bundle', () => {
  const handlers = globSync('handlers/*/handler.ts', { cwd: REPOSITORY }).map((path) => path.split('/')[1]);
  const bundles = handlers.map((name) => `assets/functions/${name}/index.js`);
  expect(packed).toEqual(expect.arrayContaining(bundles));
  expect(handlers).not.toHaveLength(0);
});

test('nothing in it depends on where it was built', () => {
  const manifest = JSON.parse(
    run('npm', ['pkg', 'get', 'dependencies', 'bundledDependencies', 'main', 'types'], REPOSITORY),
  );
  expect(manifest).toEqual({ main: 'lib/index.js', types: 'lib/index.d.ts' });
  expect(existsSync(join(REPOSITORY, 'lib', 'index.d.ts'))).toBe(true);
});

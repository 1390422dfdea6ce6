/**
 * Runs the example tests with the newest aws-cdk-lib that a consumer may have, installed into a folder of its own.
 * The library itself is compiled against the oldest: together the two runs keep both ends of the peer range true.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command';

const root = join(__dirname, '..', '..');
const folder = join(root, '.package', 'newest-cdk');
const modules = join(folder, 'node_modules');
const mapped = ['aws-cdk-lib', 'constructs'];

function write(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
  return path;
}

mkdirSync(folder, { recursive: true });
const { peerDependencies, jest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
write('package.json', { private: true, dependencies: peerDependencies });
runCommand('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: folder });
const { version } = JSON.parse(readFileSync(join(modules, 'aws-cdk-lib', 'package.json'), 'utf8'));
process.stdout.write(`example tests with aws-cdk-lib ${version}\n`);

// the sources compile against the newer types
const paths = Object.fromEntries(
  mapped.flatMap((name) => [
    [name, [`./node_modules/${name}`]],
    [`${name}/*`, [`./node_modules/${name}/*`]],
  ]),
);
const types = write('tsconfig.json', {
  extends: '../../tsconfig.json',
  compilerOptions: { noEmit: true, rootDir: '../..', paths },
  include: ['../../src/**/*.ts'],
});
runCommand('tsc', ['-p', types], { cwd: root });

// the example tests, and all they load, find the newer modules
const moduleNameMapper = Object.fromEntries(
  mapped.flatMap((name) => [
    [`^${name}$`, join(modules, name)],
    [`^${name}/(.*)$`, join(modules, name, '$1')],
  ]),
);
const config = write('jest.config.json', {
  ...jest,
  rootDir: root,
  testMatch: ['<rootDir>/test/examples/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/(dist|cdk.out|.local)/'],
  moduleNameMapper: { ...jest.moduleNameMapper, ...moduleNameMapper },
});
runCommand('jest', ['--config', config], { cwd: root, environment: { CDK_UNDER_TEST: version } });

/** Which steps are done again after a change: all that could come out otherwise. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { readConfigFile, sys } from 'typescript';
import { buildStep, buildSteps } from '../../../projenrc/scripts/build-steps';

const REPOSITORY = join(__dirname, '..', '..', '..');

let folder: string;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** Of each a file: what is read, and what is made of it. */
const READ: readonly (readonly [string, readonly string[]])[] = [
  ['src/index.ts', ['check-handlers', 'check-page', 'assets', 'compile', 'check-tests']],
  ['handlers/process-payment/handler.ts', ['check-handlers', 'check-page', 'assets', 'check-tests']],
  ['handlers/migrate-ledger/migrations/0001.sql', ['check-handlers', 'check-page', 'assets', 'check-tests']],
  ['handlers/tsconfig.json', ['check-handlers', 'check-page', 'assets', 'check-tests']],
  ['tools/payment-dashboard/page/main.ts', ['check-page', 'assets', 'check-tests']],
  ['projenrc/scripts/assets/build.ts', ['assets', 'check-tests']],
  ['README.md', ['assets', 'compile']],
  ['package.json', ['assets', 'compile', 'translate']],
  ['tsconfig.json', ['assets', 'compile', 'check-tests']],
  ['rosetta/default.ts-fixture', ['translate']],
  ['.jsii', ['compile', 'docgen', 'translate']],
  ['lib/index.d.ts', ['compile', 'translate']],
  ['API.md', ['docgen']],
  ['.jsii.tabl.json', ['translate']],
  ['assets/functions/process-payment/index.js', ['assets']],
  ['docs/openapi.yaml', ['assets']],
  ['test/index.test.ts', ['check-tests']],
  ['local/cli.ts', ['check-tests']],
  ['docs/architecture.md', []],
];

const everyStep = () => buildSteps(folder).map(({ name }) => name);
const stale = () => buildSteps(folder).flatMap(({ name, stamp }) => (stamp.isFresh() ? [] : [name]));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-steps-'));
  for (const [path] of READ) write(path, 'once');
  for (const { stamp } of buildSteps(folder)) stamp.write(stamp.ofInputs());
});

afterEach(() => rmSync(folder, { recursive: true }));

test.each(READ)('after a change of %s: %j', (path, steps) => {
  expect(stale()).toEqual([]);
  write(path, 'twice');
  expect(stale()).toEqual(steps);
});

test.each(['package-lock.json', 'projenrc/scripts/build-steps.ts'])('after a change of %s: every step', (path) => {
  write(path, 'new');
  expect(stale()).toEqual(everyStep());
});

test('on a fresh clone, and after npm ci: every step', () => {
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(stale()).toEqual(everyStep());
});

test('every folder whose types are checked is looked at for changes', () => {
  const { include }: { include: string[] } = readConfigFile(
    join(REPOSITORY, 'test/tsconfig.json'),
    sys.readFile,
  ).config;
  const folders = include.map((pattern) => normalize(join('test', pattern.replace('**/*.ts', '')))).sort();
  expect(folders).toContain('handlers/');
  for (const each of folders) {
    write(join(each, 'new.ts'), '');
    expect({ each, stale: stale() }).toMatchObject({ stale: expect.arrayContaining(['check-tests']) });
    rmSync(join(folder, each, 'new.ts'));
    expect(stale()).toEqual([]);
  }
});

test('what they look at is there', () => {
  const paths = READ.map(([path]) => path.split('/')[0]).filter((path) => path !== 'package-lock.json');
  expect(paths.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
});

test('fails naming the steps there are', () => {
  expect(() => buildStep(folder, 'bake')).toThrow(/^'name' must be one of check-handlers, .*, got 'bake'$/);
});

import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildStamp } from '../../../../projenrc/scripts/assets/build-stamp';

let folder: string;
let stamp: BuildStamp;

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFileSync(path(name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  mkdirSync(path('src/deep'), { recursive: true });
  mkdirSync(path('out'));
  write('src/deep/a.ts', 'a');
  write('out/a.js', 'a');
  stamp = new BuildStamp({ folder, file: path('cache/stamp'), inputs: ['src', 'lock.json'], outputs: ['out'] });
});

afterEach(() => rmSync(folder, { recursive: true }));

test('what was never built is built', () => expect(stamp.isFresh()).toBe(false));

test('what was built of the same inputs is not built again, whenever they were written', () => {
  stamp.write(stamp.ofInputs());
  expect(stamp.isFresh()).toBe(true);
  utimesSync(path('src/deep/a.ts'), new Date(), new Date(Date.now() + 60_000));
  expect(stamp.isFresh()).toBe(true);
});

test.each<readonly [string, () => void]>([
  ['an input is changed', () => write('src/deep/a.ts', 'b')],
  ['an input is new', () => write('src/b.ts', '')],
  ['a file that was not there is', () => write('lock.json', '{}')],
  ['an input has another name', () => renameSync(path('src/deep/a.ts'), path('src/deep/b.ts'))],
  ['an output is changed', () => write('out/a.js', 'b')],
  ['an output is gone', () => rmSync(path('out/a.js'))],
  ['an output is left over', () => write('out/b.js', '')],
])('it is built again when %s', (_, change) => {
  stamp.write(stamp.ofInputs());
  change();
  expect(stamp.isFresh()).toBe(false);
});

test('what changes during a build is built the next time', () => {
  const inputs = stamp.ofInputs();
  write('src/deep/a.ts', 'b');
  stamp.write(inputs);
  expect(stamp.isFresh()).toBe(false);
});

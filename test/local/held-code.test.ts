import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { heldCode, requireHeldCode } from '../../local/held-code';
import { REPOSITORY } from '../../local/repository';
import { importsOf } from '../tidy/imports';

const LOCAL = join(REPOSITORY, 'local');
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'held-code-'));
  cpSync(LOCAL, copy, { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Files that a process has loaded once it runs. */
function loadedBy(path: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(path)) return known;
  known.add(path);
  const file = { path, text: readFileSync(join(REPOSITORY, path), 'utf8') };
  for (const { target, ours, typeOnly } of importsOf(file)) if (ours && !typeOnly) loadedBy(`${target}.ts`, known);
  return known;
}

test.each(['keeper.ts', 'acquirer/server.ts', 'subscriber/server.ts'])('holds all that %s loads', (entry) => {
  const held = Object.keys(heldCode()).map((path) => posix.join('local', path));
  expect([...loadedBy(`local/${entry}`)].filter((path) => !held.includes(path))).toEqual([]);
});

test('holds the emulator with what mends and counts it, and how functions reach this machine', () => {
  expect(Object.keys(heldCode())).toEqual(
    expect.arrayContaining([
      'emulator/meter/main.py',
      'emulator/mend/parameter_names.py',
      'emulator/requirements.txt',
      'network/hook.cjs',
    ]),
  );
});

test('a cloud of the same code may be deployed into', () => {
  expect(() => requireHeldCode(heldCode(LOCAL), heldCode(copy))).not.toThrow();
});

test('what only commands load may change', () => {
  writeFileSync(join(copy, 'commands', 'up.ts'), '');
  expect(heldCode(copy)).toEqual(heldCode(LOCAL));
});

test.each([
  ['changed', () => writeFileSync(join(copy, 'emulator', 'mend', 'starts.py'), ''), 'emulator/mend/starts.py'],
  ['added', () => writeFileSync(join(copy, 'emulator', 'mend', 'more.py'), ''), 'emulator/mend/more.py'],
  ['removed', () => rmSync(join(copy, 'acquirer', 'routes.ts')), 'acquirer/routes.ts'],
])('fails for code that was %s since the cloud began, and says how to go on', (_how, change, path) => {
  const began = heldCode(copy);
  change();
  expect(() => requireHeldCode(began, heldCode(copy))).toThrow(
    `the cloud that is up runs code of before local/${path} changed: end it first with 'npm run local -- down'`,
  );
});

test('fails for a cloud that does not know what it was started from', () => {
  expect(() => requireHeldCode(undefined)).toThrow(/^the cloud that is up runs code of before local\/\S+ and \d+ more/);
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildStep } from '../../../projenrc/scripts/build-step';

let folder: string;

const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-step-'));
  writeFileSync(path('in.txt'), '1');
  jest.spyOn(console, 'log').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Copies its input, counts how often, and fails while there is a file named `broken`. */
const COPY = `const fs = require('node:fs');
fs.appendFileSync('runs', '.');
if (fs.existsSync('broken')) process.exit(3);
fs.copyFileSync('in.txt', 'out.txt');`;

const step = (command: [string, ...string[]] = ['node', '-e', COPY]) =>
  new BuildStep({ name: 'copy', command, inputs: ['in.txt'], outputs: ['out.txt'] }, folder);
const runs = () => (existsSync(path('runs')) ? readFileSync(path('runs'), 'utf8').length : 0);

test('a command runs once for what it reads, and says so when it need not', () => {
  expect(step().run()).toBe(0);
  expect(step().run()).toBe(0);
  expect(runs()).toBe(1);
  expect(console.log).toHaveBeenCalledWith('copy: nothing has changed');
});

test('it runs again when what it reads has changed', () => {
  step().run();
  writeFileSync(path('in.txt'), '2');
  expect(step().run()).toBe(0);
  expect(readFileSync(path('out.txt'), 'utf8')).toBe('2');
});

test('it runs again when what it wrote is gone', () => {
  step().run();
  rmSync(path('out.txt'));
  step().run();
  expect(runs()).toBe(2);
});

test('what failed is tried again, until it succeeds', () => {
  writeFileSync(path('broken'), '');
  expect(step().run()).toBe(3);
  expect(step().run()).toBe(3);
  rmSync(path('broken'));
  expect(step().run()).toBe(0);
  expect(runs()).toBe(3);
});

test('fails naming a command that is not there', () => {
  expect(() => step(['no-such-compiler']).run()).toThrow("copy: 'no-such-compiler' did not start");
});

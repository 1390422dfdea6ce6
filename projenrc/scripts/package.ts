/**
 * tsx projenrc/scripts/package.ts <js|python|java|go|dotnet>
 *
 * A toolchain that is missing is named and its package left out, except in a release (RELEASE=1).
 * A script and not a task condition: projen's shell knows no `command -v`, and skips such steps with exit 0.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command';

interface Target {
  /** What has to be on PATH. @default - nothing but Node.js */
  readonly toolchain?: string;
  readonly arguments: string[];
  /** What can be made without the toolchain. @default - nothing */
  readonly withoutToolchain?: string[];
}

const CODE_ONLY = ['--code-only'];
const TABLET = '.jsii.tabl.json';

const targets: Record<string, Target> = {
  js: { arguments: [] },
  python: { toolchain: 'python3', arguments: [] },
  java: {
    toolchain: 'mvn',
    // a kept folder: without it the compiler fetches the whole CDK again each time
    arguments: ['--maven-local-repository', process.env.M2_REPO ?? join(homedir(), '.m2', 'repository')],
  },
  // the sources are the artifact of Go: its compiler would ask for a CDK version that its proxy does not have
  go: { toolchain: 'go', arguments: CODE_ONLY },
  dotnet: { toolchain: 'dotnet', arguments: [], withoutToolchain: CODE_ONLY },
};

function found(tool: string): boolean {
  return spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** Undefined: left out. */
function argumentsFor(language: string, target: Target): string[] | undefined {
  if (!target.toolchain || found(target.toolchain)) return target.arguments;
  const instead = target.withoutToolchain ? 'generated as code only' : 'left out';
  process.stderr.write(`${target.toolchain} is missing: the ${language} package is ${instead}\n`);
  if (process.env.RELEASE) process.exit(1);
  return target.withoutToolchain;
}

function packageFor(language: string): void {
  const target = targets[language];
  if (!target) throw new Error(`'language' must be one of ${Object.keys(targets).join(', ')}, got '${language}'`);
  const args = argumentsFor(language, target);
  if (!args) return;
  // a release job has the compiled package only, so it translates the examples anew
  if (!existsSync(TABLET)) runCommand('jsii-rosetta', ['extract', '--compile', '--fail']);
  // package.json lists what is packed: the tool need not write a list of what is not
  const common = ['--no-npmignore', '--rosetta-tablet', TABLET, '--rosetta-unknown-snippets', 'fail'];
  runCommand('jsii-pacmak', ['--target', language, ...common, ...args]);
}

packageFor(process.argv[2]);

/**
 * tsx projenrc/scripts/package.ts <js|python|java|go|dotnet>
 *
 * A toolchain that is missing is named and its package left out, except in a release (RELEASE=1).
 * A script and not a task condition: projen's shell knows no `command -v`, and skips such steps with exit 0.
 */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Language = 'js' | 'python' | 'java' | 'go' | 'dotnet';

const language = process.argv[2] as Language;
const toolchains: Partial<Record<Language, string>> = { python: 'python3', java: 'mvn', go: 'go' };
const found = (tool: string) => spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined;

const tool = toolchains[language];
if (tool && !found(tool)) {
  console.error(`${tool} is missing: the ${language} package is left out`);
  process.exit(process.env.RELEASE ? 1 : 0);
}

const codeOnly = ['--code-only'];
const extra: Partial<Record<Language, string[]>> = {
  java: ['--maven-local-repository', process.env.M2_REPO ?? join(homedir(), '.m2', 'repository')],
  go: codeOnly, // the sources are the artifact
  dotnet: found('dotnet') ? [] : codeOnly,
};
if (language === 'dotnet' && !found('dotnet')) console.error('dotnet is missing: the .NET package is generated as code only');
if (language === 'dotnet' && process.env.RELEASE && !found('dotnet')) process.exit(1);

const tablet = ['--rosetta-tablet', '.jsii.tabl.json', '--rosetta-unknown-snippets', 'fail'];
const { status } = spawnSync('jsii-pacmak', ['--target', language, ...tablet, ...(extra[language] ?? [])], { stdio: 'inherit' });
process.exit(status ?? 1);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const REPOSITORY = join(__dirname, '..', '..');

/** The first app of README.md, as it stands there: what a newcomer copies. */
export function readmeExample(): string {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const example = /```ts nofixture\n(?<code>[\s\S]*?)```/.exec(readme)?.groups?.code;
  if (!example?.includes('new App()'))
    throw new Error('README.md must begin its examples with a whole app, fenced `ts nofixture`');
  return example;
}

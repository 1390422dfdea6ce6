/** The README shows every construct, in code that the build compiles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const fences = [...readme.matchAll(/```ts( nofixture)?\n([\s\S]*?)```/g)].map(([, , code]) => code);

interface AssemblyType {
  readonly kind: string;
  readonly name: string;
  readonly abstract?: boolean;
  readonly base?: string;
}

const { types }: { types: Record<string, AssemblyType> } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));

function isConstruct({ kind, base }: AssemblyType): boolean {
  if (kind !== 'class' || base === undefined) return false;
  return base === 'constructs.Construct' || (base in types && isConstruct(types[base]));
}

const constructs = Object.values(types)
  .filter((type) => isConstruct(type) && !type.abstract)
  .map(({ name }) => name);

test('there are constructs to show', () => {
  expect(constructs).toContain('PciVpc');
});

test('each construct has a row in the table', () => {
  expect(constructs.filter((name) => !new RegExp(`^\\| .*\`${name}\``, 'm').test(readme))).toEqual([]);
});

test('each construct has a compiled example', () => {
  expect(constructs.filter((name) => !fences.some((code) => code.includes(`new ${name}(`)))).toEqual([]);
});

test('the first app has at most twelve lines of code', () => {
  const lines = fences[0].split('\n').filter((line) => line.trim() !== '');
  expect(lines.length).toBeLessThanOrEqual(12);
});

test('continuous integration runs the commands that it names', () => {
  const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
  const commands = [...readme.matchAll(/^npm ci && (\S.*?)(?: +#.*)?$/gm)].map(([, command]) => command.trim());
  expect(commands.length).toBe(2);
  for (const command of ['npm ci', ...commands]) expect(ci).toMatch(new RegExp(`^${command}\\b`, 'm'));
});

/** The first example of the README in Python, as its own documentation shows it, makes the template that TypeScript makes. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePython } from '../../local/emulator/python';
import { run } from './commands';
import { REPOSITORY, readmeExample } from './readme-example';

const TABLET = join(REPOSITORY, '.jsii.tabl.json');
/** Kept from run to run: only the package itself changes. */
const VENV = join(REPOSITORY, '.package', 'python');
const { devDependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

interface Tablet {
  snippets: Record<string, { translations: Record<string, { source: string }> }>;
}

/** What jsii-rosetta made of the example for the Python package's documentation. */
function translated(): string {
  const tablet: Tablet = JSON.parse(readFileSync(TABLET, 'utf8'));
  const snippets = Object.values(tablet.snippets).map(({ translations }) => translations);
  const example = snippets.find((translations) => translations.$.source.trim() === readmeExample().trim());
  if (!example) throw new Error(`${TABLET} has no translation of the first example; run npx projen post-compile`);
  return example.python.source;
}

function templatesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payment-twin-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A virtual environment with the CDK that TypeScript has here. */
async function preparedPython(): Promise<string> {
  const requirements = `${VENV}-requirements.txt`;
  mkdirSync(join(VENV, '..'), { recursive: true });
  writeFileSync(
    requirements,
    ['aws-cdk-lib', 'constructs'].map((name) => `${name}==${devDependencies[name]}\n`).join(''),
  );
  return join(await preparePython(VENV, requirements), 'bin', 'python');
}

async function inPython(): Promise<Record<string, string>> {
  const sources = ['--code-only', '--target', 'python', '--outdir', folder]; // pip makes the wheel of it
  run('jsii-pacmak', [...sources, '--no-npmignore', '--force'], REPOSITORY);
  const python = await preparedPython();
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--force-reinstall'];
  run(python, [...install, join(folder, 'python')], folder);
  writeFileSync(join(folder, 'app.py'), translated());
  run(python, ['app.py'], folder, { CDK_OUTDIR: join(folder, 'python.out') });
  return templatesIn(join(folder, 'python.out'));
}

function inTypeScript(): Record<string, string> {
  const app = join(folder, 'app.ts');
  writeFileSync(app, readmeExample());
  const paths = {
    '@org/payment-constructs': [join(REPOSITORY, 'lib', 'index.js')],
    '*': [join(REPOSITORY, 'node_modules', '*')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths } }));
  run('tsx', ['--tsconfig', join(folder, 'tsconfig.json'), app], folder, {
    CDK_OUTDIR: join(folder, 'typescript.out'),
  });
  return templatesIn(join(folder, 'typescript.out'));
}

test('Python and TypeScript synthesize the same bytes', async () => {
  const python = await inPython();
  expect(Object.keys(python)).not.toHaveLength(0);
  expect(python).toEqual(inTypeScript());
}, 600_000);

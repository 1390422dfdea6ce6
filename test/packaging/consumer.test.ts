/** What a user gets: the packed package, installed where nothing of this repository is. */
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binNames } from '../../projenrc/scripts/assets/bins';
import { run } from './commands';
import { REPOSITORY, readmeExample } from './readme-example';

const { devDependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
const PEERS = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);
const COMPILER = join(__dirname, 'compile-app.cjs');

let folder: string;
let output: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payment-consumer-'));
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], REPOSITORY),
  );
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-package-lock', '--prefer-offline', join(folder, filename), ...PEERS], app);
  writeFileSync(join(app, 'app.ts'), readmeExample());
  const compilerOptions = { strict: true, module: 'node16', target: 'es2022', types: [] };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  run('node', [COMPILER, app], app); // our types have to stand on their own
  run('node', ['app.js'], app, { CDK_OUTDIR: 'cdk.out' });
  output = join(app, 'cdk.out');
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Resource {
  Type: string;
  Properties: { Code: { S3Key: string } };
}

function functions(): Resource[] {
  const templates = readdirSync(output).filter((name) => name.endsWith('.template.json'));
  const resources = templates.flatMap((name) =>
    Object.values<Resource>(JSON.parse(readFileSync(join(output, name), 'utf8')).Resources),
  );
  return resources.filter(({ Type }) => Type === 'AWS::Lambda::Function');
}

test('the first example of the README synthesizes, and brings the code of its functions', () => {
  const bundles = functions().map(({ Properties: { Code } }) =>
    readFileSync(join(output, `asset.${Code.S3Key.replace(/\.zip$/, '')}`, 'index.js'), 'utf8'),
  );
  const ours = globSync('assets/functions/*/index.js', { cwd: REPOSITORY }).map((path) =>
    readFileSync(join(REPOSITORY, path), 'utf8'),
  );
  expect(bundles.filter((bundle) => ours.includes(bundle))).not.toHaveLength(0);
});

test.each(binNames())('%s is a command of whoever has installed it', (name) => {
  const said = run('npx', ['--no', '--', name, '--help'], join(output, '..'));
  expect(said).toMatch(new RegExp(`^usage: ${name} `));
});

test('it installs nothing but the package and its peers', () => {
  const installed = readdirSync(join(output, '..', 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(installed.sort()).toEqual(['@org', 'aws-cdk-lib', 'constructs', ...CDK_OWN].sort());
});

/** What aws-cdk-lib depends on and does not bundle. */
const CDK_OWN = ['@aws-cdk'];

/** What CloudFormation would refuse, as cfn-lint knows it: every template of every example. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleNames, synthesize } from '../../examples/synth';
import { preparePython } from '../../local/emulator/python';

const REPOSITORY = join(__dirname, '..', '..');
/** Warnings that we mean: zones are named (X-9 of the scenarios), and CDK says some dependencies twice. */
const EXPLAINED = ['W3010', 'W3005'];

let lint: string;
let folder: string;

beforeAll(async () => {
  const requirements = join(__dirname, 'cfn-lint-requirements.txt');
  lint = join(await preparePython(join(REPOSITORY, '.local', 'cfn-lint'), requirements), 'bin', 'cfn-lint');
  folder = mkdtempSync(join(tmpdir(), 'payment-lint-'));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findingsIn(templates: string[]): string[] {
  try {
    execFileSync(lint, ['--format', 'parseable', '--ignore-checks', ...EXPLAINED, '--', ...templates], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    return String((error as { stdout: string }).stdout)
      .trim()
      .split('\n');
  }
}

test.each(exampleNames())(
  '%s has no error and no unexplained warning',
  async (name) => {
    await synthesize({ examples: [name], folder });
    const templates = globSync(join(folder, name, '*.template.json'));
    expect(templates).not.toHaveLength(0);
    expect(findingsIn(templates)).toEqual([]);
  },
  120_000,
);

test('a property that CloudFormation does not know goes red', () => {
  const template = join(folder, 'wrong.json');
  const queue = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeOut: 30 } };
  writeFileSync(template, JSON.stringify({ Resources: { Queue: queue } }));
  expect(findingsIn([template]).join()).toContain('VisibilityTimeOut');
});

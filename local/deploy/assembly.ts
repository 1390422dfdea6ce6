import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Adaptation, adapt } from './adapt';
import { isRecord, rewrite, type Template } from './template';

/** A stack of a synthesized app. */
export interface AssemblyStack {
  readonly stackName: string;
  readonly region: string;
  /** As the example wrote it, before any adaptation. */
  readonly template: Template;
  readonly adaptations: readonly Adaptation[];
}

interface Artifact {
  readonly type: string;
  /** `aws://<account>/<region>` */
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

/** Where a stack without a region of its own goes. */
const DEFAULT_REGION = 'us-east-1';

/** The CLI would step into these roles of the bootstrap stack; the emulator's root needs none and may not. */
const ROLES_OF_THE_CLI = ['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function withoutRoles(text: string): string {
  const document = rewrite(JSON.parse(text), (node) => {
    if (!isRecord(node) || !ROLES_OF_THE_CLI.some((key) => key in node)) return node;
    return Object.fromEntries(Object.entries(node).filter(([key]) => !ROLES_OF_THE_CLI.includes(key)));
  });
  return JSON.stringify(document, undefined, 1);
}

/** Changes every template of a synthesized app into one that the emulator takes, and says what changed. */
export function adaptAssembly(folder: string): readonly AssemblyStack[] {
  const manifest: { artifacts: Record<string, Artifact> } = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const hashes = new Map<string, string>();
  const stacks = Object.entries(manifest.artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => adaptStack(folder, id, artifact, hashes));
  for (const name of readdirSync(folder).filter((file) => file === 'manifest.json' || file.endsWith('.assets.json'))) {
    const text = withoutRoles(readFileSync(join(folder, name), 'utf8'));
    // a template is uploaded under its hash: with the old one the CLI would see no change
    writeFileSync(
      join(folder, name),
      [...hashes].reduce((result, [from, to]) => result.replaceAll(from, to), text),
    );
  }
  return stacks;
}

function adaptStack(
  folder: string,
  id: string,
  { properties, environment }: Artifact,
  hashes: Map<string, string>,
): AssemblyStack {
  const file = join(folder, properties?.templateFile ?? `${id}.template.json`);
  const text = readFileSync(file, 'utf8');
  const template: Template = JSON.parse(text);
  const adapted = adapt(template);
  const adaptedText = JSON.stringify(adapted.template, undefined, 1);
  writeFileSync(file, adaptedText);
  hashes.set(sha256(text), sha256(adaptedText));
  const region = environment?.split('/').pop() ?? '';
  return {
    stackName: properties?.stackName ?? id,
    region: region === '' || region.startsWith('unknown') ? DEFAULT_REGION : region,
    template,
    adaptations: adapted.adaptations,
  };
}

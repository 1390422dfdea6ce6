import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/** A stack of a synthesized app. */
export interface Stack {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
}

interface Artifact {
  readonly type: string;
  /** `aws://<account>/<region>` */
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
  };
}

const MANIFEST = 'manifest.json';
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** The stacks of an app and of its stages: `cdk.out`, or a folder of several such. */
export function readStacks(folder: string): readonly Stack[] {
  const apps = appsIn(folder);
  if (apps.length === 0) {
    throw new Error(`'${folder}' must be what 'cdk synth' writes, a folder with a ${MANIFEST}: synthesize first`);
  }
  return apps.flatMap(stacksOf);
}

function appsIn(folder: string): readonly string[] {
  if (existsSync(join(folder, MANIFEST))) return [folder];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, MANIFEST)));
}

function stacksOf(folder: string): readonly Stack[] {
  const { artifacts = {} }: { artifacts?: Record<string, Artifact> } = readJson(join(folder, MANIFEST));
  return Object.entries(artifacts).flatMap(([id, { type, environment, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName) {
      return stacksOf(join(folder, properties.directoryName));
    }
    if (type !== 'aws:cloudformation:stack') return [];
    const { Resources = {} }: Partial<Template> = readJson(
      join(folder, properties?.templateFile ?? `${id}.template.json`),
    );
    const region = environment?.split('/').pop() ?? '';
    return [{ stackName: properties?.stackName ?? id, region, template: { Resources } }];
  });
}

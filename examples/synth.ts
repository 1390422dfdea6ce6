/**
 * Synthesizes every example, or those named, into `cdk.out/<example>/`, all in one process.
 *
 *     npx projen synth
 *     npx projen synth single-region-platform -c environmentSuffix=pr42
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { App, AppProps } from 'aws-cdk-lib';

export interface SynthesizeOptions {
  /** @default - every example */
  readonly examples?: string[];
  /** As given by `cdk -c`. */
  readonly context?: Record<string, string>;
  /** Each example gets a folder of its name in here. @default - `cdk.out` of the repository */
  readonly folder?: string;
}

/** Names of the example apps: the folders beside this file that hold an `app.ts`. */
export function exampleNames(): string[] {
  return readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'app.ts')));
}

/** The feature flags and context of an example's own `cdk.json`, which the CDK CLI would read. */
function contextOfExample(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, name, 'cdk.json'), 'utf8')).context;
}

/** Builds one example without synthesizing it. */
export async function loadExample(name: string, props: AppProps): Promise<App> {
  if (!exampleNames().includes(name)) {
    throw new Error(`'example' must be one of ${exampleNames().join(', ')}, got '${name}'`);
  }
  // not import(): jest runs CommonJS
  const { app }: { app: (props: AppProps) => App } = require(join(__dirname, name, 'app'));
  return app({ ...props, context: { ...contextOfExample(name), ...props.context } });
}

/** Returns the folder of each synthesized example by its name. */
export async function synthesize(options: SynthesizeOptions = {}): Promise<Record<string, string>> {
  const folder = options.folder ?? join(__dirname, '..', 'cdk.out');
  const folders: Record<string, string> = {};
  for (const name of options.examples ?? exampleNames()) {
    const outdir = join(folder, name);
    (await loadExample(name, { outdir, context: options.context })).synth();
    folders[name] = outdir;
  }
  return folders;
}

function contextOf(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, ...value] = pair.split('=');
      if (!key || value.length === 0) throw new Error(`'-c' must be key=value, got '${pair}'`);
      return [key, value.join('=')];
    }),
  );
}

if (require.main === module) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { context: { type: 'string', short: 'c', multiple: true } },
  });
  synthesize({
    examples: positionals.length > 0 ? positionals : undefined,
    context: contextOf(values.context ?? []),
  }).then(
    (folders) => {
      for (const [name, path] of Object.entries(folders)) process.stdout.write(`${name}: ${path}\n`);
    },
    (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
}

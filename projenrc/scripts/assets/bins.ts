import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { repository } from './files';

export interface Bin {
  readonly name: string;
  /** One file: the package has no dependencies that it could need. */
  readonly code: Uint8Array;
  readonly metafile: Metafile;
}

/** Every `tools/payment-*` is a command of the package; the others are for who works on it. */
export function binNames(): readonly string[] {
  const entries = globSync('tools/payment-*/cli.ts', { cwd: repository });
  return entries.map((path) => path.split('/')[1] ?? '').sort();
}

export const binPath = (name: string): string => `assets/bins/${name}.js`;

/** For the Node.js of users, which is older than that of the functions. */
export async function bundleBin(name: string): Promise<Bin> {
  const result = await build({
    absWorkingDir: repository,
    entryPoints: [join('tools', name, 'cli.ts')],
    outfile: `${name}.js`,
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    loader: { '.html': 'text', '.css': 'text' },
    banner: { js: '#!/usr/bin/env node' },
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild wrote nothing for '${name}'`);
  return { name, code: output.contents, metafile: result.metafile };
}

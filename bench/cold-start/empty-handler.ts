import type { Metafile } from 'esbuild';
import { bundleText } from '../../projenrc/scripts/assets/function-bundles';

const CLIENT = /^handlers\/runtime\/aws-clients\/(?!settings)([a-z-]+)\.ts$/;
const LEDGER = 'handlers/adapters/postgresql/open-ledger-database.ts';
const ACQUIRER = 'handlers/adapters/acquirer-client.ts';

/** The SDK clients in a bundle, by the names of their files. */
export function clientsIn({ inputs }: Metafile): readonly string[] {
  return Object.keys(inputs).flatMap((path) => CLIENT.exec(path)?.[1] ?? []);
}

/** Whom else the function speaks with. */
export function peersIn({ inputs }: Metafile): readonly string[] {
  return [...(LEDGER in inputs ? ['ledger'] : []), ...(ACQUIRER in inputs ? ['acquirer'] : [])];
}

/** A handler that asks each of these once, all at the same time, and does nothing else. */
export async function bundleEmptyHandler(asked: readonly string[]): Promise<Uint8Array> {
  const lines = [
    ...asked.map((name, index) => `import { call as call${index} } from './calls/${name}';`),
    `const calls = [${asked.map((_, index) => `call${index}`).join(', ')}];`,
    'export const handler = () => Promise.all(calls.map((call) => call()));',
  ];
  const { code } = await bundleText('empty', lines.join('\n'), __dirname);
  return code;
}

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { repository } from './files';

export interface FunctionBundle {
  readonly name: string;
  readonly code: Uint8Array;
  readonly metafile: Metafile;
}

/** Where a function gets the AWS SDK from; docs/decisions/0016 says why the answer is in the bundle. */
export type SdkSource = 'bundle' | 'runtime';

/** Every `handlers/<name>/handler.ts` is a function; there is no list to forget one in. */
export function functionNames(): readonly string[] {
  return readdirSync(join(repository, 'handlers'))
    .filter((name) => existsSync(join(repository, 'handlers', name, 'handler.ts')))
    .sort();
}

/** The same sources give the same bytes, on any machine: asset hashes, and with them deployments, depend on it. */
export function bundleFunction(name: string, sdk: SdkSource = 'bundle'): Promise<FunctionBundle> {
  return bundle(name, {
    entryPoints: [`handlers/${name}/handler.ts`],
    external: external[sdk],
  });
}

/** TypeScript that is no file, bundled as a function is: to compare one with. */
export function bundleText(name: string, contents: string, resolveDir: string): Promise<FunctionBundle> {
  return bundle(name, { stdin: { contents, resolveDir, loader: 'ts' } });
}

type Entry = Pick<BuildOptions, 'entryPoints' | 'external' | 'stdin'>;

async function bundle(name: string, entry: Entry): Promise<FunctionBundle> {
  const result = await build({ ...options, ...entry });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild wrote nothing for '${name}'`);
  return { name, code: output.contents, metafile: result.metafile };
}

const external: Readonly<Record<SdkSource, string[]>> = { bundle: [], runtime: ['@aws-sdk/*', '@smithy/*'] };

const absent = join(__dirname, 'absent.cjs');
const absentCredentials = join(__dirname, 'absent-credentials.cjs');

/**
 * Lambda gives a function its credentials in the environment. The other sources are a sixth of a bundle, and as they are imported when it
 * runs, all that they share with the clients would be wrapped in functions that are compiled one by one.
 */
const otherCredentials = {
  '@aws-sdk/credential-provider-http': absentCredentials,
  '@aws-sdk/credential-provider-ini': absentCredentials,
  '@aws-sdk/credential-provider-process': absentCredentials,
  '@aws-sdk/credential-provider-sso': absentCredentials,
  '@aws-sdk/credential-provider-web-identity': absentCredentials,
  '@smithy/credential-provider-imds': absentCredentials,
  '@aws-sdk/credential-providers': join(__dirname, 'provider-chain.ts'),
};

/** pg brings a second client, for its native driver; the SDK can send streams of events, which nobody calls for. */
const unusedParts: Plugin = {
  name: 'unused-parts',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: absent } : undefined,
    );
    onResolve({ filter: /^\.\/native$/ }, ({ importer }) =>
      /[\\/]pg[\\/]lib[\\/]index\.js$/.test(importer) ? { path: absent } : undefined,
    );
  },
};

const pgCryptography = join(dirname(require.resolve('pg')), 'crypto', 'utils');
const loginCryptography = join(repository, 'handlers', 'adapters', 'postgresql', 'login-cryptography.ts');

/** pg logs in by WebCrypto, which Node.js compiles when it is first asked for; node:crypto is there. */
const loginWithoutWebCrypto: Plugin = {
  name: 'login-without-webcrypto',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/utils$/ }, ({ path, resolveDir }) =>
      join(resolveDir, path) === pgCryptography ? { path: loginCryptography } : undefined,
    );
  },
};

const powertools = join(repository, 'node_modules', '@aws-lambda-powertools', 'logger');

/** Each package of Powertools is installed with a copy of what they have in common, in the same version. */
const sharedParts: Plugin = {
  name: 'shared-parts',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^@aws-lambda-powertools\/commons/ }, ({ path, kind, pluginData }) =>
      pluginData === powertools ? undefined : resolve(path, { kind, resolveDir: powertools, pluginData: powertools }),
    );
  },
};

const options = {
  absWorkingDir: repository,
  outfile: 'index.js',
  write: false,
  metafile: true,
  bundle: true,
  minify: true,
  // error and class names stay what logs and alarms know them by
  keepNames: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // the SDK's import('node:http') as require(): as a module, each of its names is read, and one of them loads undici, some 20 ms
  supported: { 'dynamic-import': false },
  // module sources can be tree-shaken, CommonJS cannot
  mainFields: ['module', 'main'],
  define: { 'process.env.NODE_ENV': '"production"' },
  // pg asks for its optional native driver, without which the JavaScript one is used, and for a reader of password files,
  // which none of our functions has
  alias: { 'pg-native': absent, pgpass: absent, ...otherCredentials },
  plugins: [unusedParts, loginWithoutWebCrypto, sharedParts],
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions & { write: false; metafile: true };

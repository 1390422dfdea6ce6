import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';
import { excesses, sizeOf } from '../../../../projenrc/scripts/assets/bundle-sizes';
import {
  bundleFunction,
  type FunctionBundle,
  functionNames,
} from '../../../../projenrc/scripts/assets/function-bundles';
import { FunctionAsset } from '../../../../src/contract/assets';

const known = new Map<string, Promise<FunctionBundle>>();

/** As the build makes it, once for all tests that look at it. */
function bundled(name: string): Promise<FunctionBundle> {
  const made = known.get(name) ?? bundleFunction(name);
  known.set(name, made);
  return made;
}

const hashOf = ({ code }: FunctionBundle) => createHash('sha256').update(code).digest('hex');

test('each function a construct can ask for has a handler, and each handler a name in the contract', () => {
  expect(functionNames()).toEqual(Object.values(FunctionAsset).sort());
});

test.each(functionNames())('%s needs nothing but Node.js, and is small enough', async (name) => {
  const { code, metafile } = await bundled(name);
  const [output] = Object.values(metafile.outputs);
  const foreign = output?.imports.map(({ path }) => path.replace(/^node:/, '').replace(/\/.*/, ''));
  expect(foreign?.filter((path) => !builtinModules.includes(path))).toEqual([]);
  expect(Buffer.from(code).toString()).not.toContain('sourceMappingURL');
  expect(excesses([sizeOf(name, metafile)])).toEqual([]);
  expect(importedWhenItRuns(metafile)).toEqual([]);
  expect(broughtTwice(metafile)).toEqual([]);
});

function broughtTwice({ outputs }: FunctionBundle['metafile']): readonly string[] {
  const paths = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(paths.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const names = [...folders].map((folder) => folder.replace(/^.*node_modules\//, ''));
  return names.filter((name, index) => names.indexOf(name) < index);
}

/** Of a module that is imported when it runs, all that it shares with others is wrapped, and compiled once more. */
function importedWhenItRuns({ inputs, outputs }: FunctionBundle['metafile']): readonly string[] {
  const parts = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const written = parts.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return written
    .flatMap((path) => inputs[path]?.imports ?? [])
    .filter(({ kind, external, path }) => kind === 'dynamic-import' && !external && !/\/absent[a-z-]*\.cjs$/.test(path))
    .map(({ path }) => path);
}

test('fails to find credentials elsewhere than in the environment, and says so', async () => {
  const { metafile } = await bundled('process-payment');
  const sources = Object.keys(metafile.inputs).flatMap(
    (path) => /\/credential-provider-([a-z-]+)\//.exec(path)?.[1] ?? [],
  );
  expect([...new Set(sources)].sort()).toEqual(['env', 'node']);
  expect(() => require('../../../../projenrc/scripts/assets/absent-credentials.cjs')).toThrow(
    'credentials must come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  );
});

test('nothing is imported when it runs: as modules, some of the parts of Node.js take long to load', async () => {
  const { code } = await bundled('get-payment');
  expect(Buffer.from(code).toString()).not.toMatch(/\bimport\(/);
});

test('the same sources give the same bytes', async () => {
  const [one, other] = [await bundled('get-payment'), await bundleFunction('get-payment')];
  expect(hashOf(one)).toBe(hashOf(other));
});

test('no path of the machine that built it is in a bundle', async () => {
  const { code } = await bundled('validate-payment');
  expect(Buffer.from(code).toString()).not.toContain(process.cwd());
});

test('a function that opens the ledger brings no reader of password files, and one client', async () => {
  const { metafile } = await bundled('relay-outbox');
  const parts = Object.keys(metafile.inputs);
  expect(parts.some((path) => path.includes('/pg/lib/client.js'))).toBe(true);
  expect(parts.filter((path) => /\/pgpass\/|\/pg\/lib\/native\//.test(path))).toEqual([]);
});

test('with the SDK of the runtime, its modules stay outside', async () => {
  const { metafile } = await bundleFunction('get-payment', 'runtime');
  const [output] = Object.values(metafile.outputs);
  expect(output?.imports.map(({ path }) => path)).toContain('@aws-sdk/client-dynamodb');
});

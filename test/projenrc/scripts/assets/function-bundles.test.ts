import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';
import { excesses, sizeOf } from '../../../../projenrc/scripts/assets/bundle-sizes';
import {
  bundleFunction,
  type FunctionBundle,
  functionNames,
} from '../../../../projenrc/scripts/assets/function-bundles';
import { FunctionAsset } from '../../../../src/contract/assets';

const hashOf = ({ code }: FunctionBundle) => createHash('sha256').update(code).digest('hex');

test('each function a construct can ask for has a handler, and each handler a name in the contract', () => {
  expect(functionNames()).toEqual(Object.values(FunctionAsset).sort());
});

test.each(functionNames())('%s needs nothing but Node.js, and is small enough', async (name) => {
  const { code, metafile } = await bundleFunction(name);
  const [output] = Object.values(metafile.outputs);
  const foreign = output?.imports.map(({ path }) => path.replace(/^node:/, '').replace(/\/.*/, ''));
  expect(foreign?.filter((path) => !builtinModules.includes(path))).toEqual([]);
  expect(Buffer.from(code).toString()).not.toContain('sourceMappingURL');
  expect(excesses([sizeOf(name, metafile)])).toEqual([]);
});

test('nothing is imported when it runs: as modules, some of the parts of Node.js take long to load', async () => {
  const { code } = await bundleFunction('get-payment');
  expect(Buffer.from(code).toString()).not.toMatch(/\bimport\(/);
});

test('the same sources give the same bytes', async () => {
  const [one, other] = [await bundleFunction('get-payment'), await bundleFunction('get-payment')];
  expect(hashOf(one)).toBe(hashOf(other));
});

test('no path of the machine that built it is in a bundle', async () => {
  const { code } = await bundleFunction('validate-payment');
  expect(Buffer.from(code).toString()).not.toContain(process.cwd());
});

test('a function that opens the ledger brings no reader of password files', async () => {
  const { metafile } = await bundleFunction('relay-outbox');
  const parts = Object.keys(metafile.inputs);
  expect(parts.some((path) => path.includes('/pg/lib/client.js'))).toBe(true);
  expect(parts.filter((path) => path.includes('/pgpass/'))).toEqual([]);
});

test('with the SDK of the runtime, its modules stay outside', async () => {
  const { metafile } = await bundleFunction('get-payment', 'runtime');
  const [output] = Object.values(metafile.outputs);
  expect(output?.imports.map(({ path }) => path)).toContain('@aws-sdk/client-dynamodb');
});

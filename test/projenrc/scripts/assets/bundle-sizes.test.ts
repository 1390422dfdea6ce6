import type { Metafile } from 'esbuild';
import { excesses, OWN_CODE_LIMIT, sizeOf, sizeTable } from '../../../../projenrc/scripts/assets/bundle-sizes';

const SDK = 'node_modules/@aws-sdk/client-kms/index.js';
const XML = 'node_modules/fast-xml-parser/index.js';
const SHARED = 'node_modules/uuid/index.js';

function metafileOf(imports: Record<string, string[]>, bytes: Record<string, number>): Metafile {
  const inputs = Object.entries(imports).map(([path, targets]) => [
    path,
    { bytes: 1, imports: targets.map((target) => ({ path: target, kind: 'require-call' as const })) },
  ]);
  const sizes = Object.entries(bytes).map(([path, bytesInOutput]) => [path, { bytesInOutput }]);
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  const output = {
    bytes: total,
    inputs: Object.fromEntries(sizes),
    imports: [],
    exports: [],
    entryPoint: 'handler.ts',
  };
  return { inputs: Object.fromEntries(inputs), outputs: { 'index.js': output } };
}

test('what only the SDK needs is the SDK’s; what we need too is ours', () => {
  const imports = { 'handler.ts': [SDK, SHARED], [SDK]: [XML, SHARED], [XML]: [], [SHARED]: [] };
  const metafile = metafileOf(imports, { 'handler.ts': 1, [SDK]: 100, [XML]: 1_000, [SHARED]: 10_000 });
  expect(sizeOf('a', metafile)).toEqual({ name: 'a', totalBytes: 11_101, ownBytes: 10_001 });
});

test('a bundle above the limit is named, with its size and what to do', () => {
  const sizes = [
    { name: 'small', totalBytes: 1_000_000, ownBytes: OWN_CODE_LIMIT },
    { name: 'large', totalBytes: 1_000_000, ownBytes: OWN_CODE_LIMIT + 1 },
  ];
  expect(excesses(sizes)).toEqual([expect.stringMatching(/'large' must be at most 200000 bytes .*, got 200001: see/)]);
});

test('the table has a line for each function, in kilobytes', () => {
  const table = sizeTable([{ name: 'get-payment', totalBytes: 409_000, ownBytes: 56_500 }]);
  expect(table.split('\n')[1]).toMatch(/^get-payment +56\.5 +409\.0$/);
});

import { bundleFunction } from '../../../../projenrc/scripts/assets/function-bundles';
import { thirdPartyLicenses } from '../../../../projenrc/scripts/assets/licenses';

/** Licences under which the bundles may be passed on together with Apache-2.0 code. */
const ACCEPTED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

test('names each package in a bundle with its licence and text, and no licence that forbids passing it on', async () => {
  const { metafile } = await bundleFunction('process-payment');
  const text = thirdPartyLicenses([metafile, metafile]);
  const licenses = [...text.matchAll(/^\S+ \d\S* \((.+)\)$/gm)].map(([, license]) => license);
  expect(text.match(/^pg \d/gm)).toHaveLength(1);
  expect(text).toMatch(/^valibot [\d.]+ \(MIT\)\n\nMIT License/m);
  expect(text.match(/Apache License\s+Version 2.0/g)?.length).toBeLessThan(10);
  expect(licenses.filter((license) => license === undefined || !ACCEPTED.includes(license))).toEqual([]);
  expect(licenses.length).toBeGreaterThan(10);
});

test('fails when a package cannot be named', () => {
  const output = {
    bytes: 1,
    inputs: { 'node_modules/nobody/index.js': { bytesInOutput: 1 } },
    imports: [],
    exports: [],
  };
  expect(() => thirdPartyLicenses([{ inputs: {}, outputs: { 'index.js': output } }])).toThrow(
    /must have a package.json/,
  );
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '..', '..', 'docs');
const PROOFS = join(DOCS, '..', 'test', 'proofs');

const read = (path: string) => readFileSync(path, 'utf8');
const ROW = /^\| (?<proof>.+) \| \[.+?\]\((?<suite>.+?)\) \| \[.+?\]\((?<source>.+?)\): `(?<line>.+?)`/gm;
const rows = Array.from(read(join(DOCS, 'proofs.md')).matchAll(ROW), ({ groups = {} }) => groups);

test.each(rows)('$proof: stands in its suite', ({ proof = '', suite = '' }) => {
  expect(read(join(DOCS, suite))).toContain(proof);
});

test.each(rows)('$proof: is held by a line of its source', ({ source = '', line = '' }) => {
  expect(read(join(DOCS, source))).toContain(line);
});

test('each proof of the fault run is in the table', () => {
  const suites = globSync('*.test.ts', { cwd: PROOFS }).map((file) => read(join(PROOFS, file)));
  const titles = suites.flatMap((suite) =>
    Array.from(suite.matchAll(/^ {2}test\((['"])(.+?)\1,/gm), ([, , title]) => title),
  );
  expect(titles).not.toEqual([]);
  expect(rows.map(({ proof }) => proof)).toEqual(expect.arrayContaining(titles));
});

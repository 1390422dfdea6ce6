import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VIEW_SECONDS } from '../../handlers/adapters/dynamodb-payment-views';
import { errorCatalogue } from '../../handlers/domain/error-catalogue';

const read = (name: string) => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
const page = read('errors.md');
const [, ...sections] = page.split(/^## /m);

/** Sections as the catalogue would write them. */
const expected = Object.entries(errorCatalogue).map(([code, { status, title, retryable, remedy }]) =>
  [code, `${status} · ${title} · ${retryable ? 'repeat' : 'do not repeat'}`, '', remedy].join('\n'),
);

test('docs/errors.md describes each error of the catalogue, in its order and words, and no other', () => {
  expect(sections.map((section) => section.trim())).toEqual(expected);
});

test.each(['errors.md', 'openapi.yaml'])('%s says how long a key is remembered', (name) => {
  expect(read(name).match(/for (\d+) days/)).toMatchObject({ 1: `${VIEW_SECONDS / 86_400}` });
});

test('codes can be part of a link', () => {
  expect(Object.keys(errorCatalogue).filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
});

test.each(Object.entries(errorCatalogue))(
  '%s has a status of an error and a remedy that is a sentence',
  (_code, entry) => {
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
    expect(entry.remedy).toMatch(/^[A-Z].+\.$/);
  },
);

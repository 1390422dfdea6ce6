import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { amountFor, TROUBLED_AMOUNTS, troubleOf } from '../../../local/acquirer/troubled-amounts';
import { REPOSITORY } from '../../../local/repository';

test('each trouble has one amount, and each amount one trouble', () => {
  expect(TROUBLED_AMOUNTS.map(({ trouble }) => troubleOf(amountFor(trouble)))).toEqual(
    TROUBLED_AMOUNTS.map(({ trouble }) => trouble),
  );
  expect(troubleOf(100)).toBeUndefined();
});

test('the README lists every amount as it is', () => {
  const readme = readFileSync(join(REPOSITORY, 'local', 'acquirer', 'README.md'), 'utf8');
  const rows = readme.split('\n').filter((line) => /^\| \d{5} \|/.test(line));
  expect(rows).toEqual(TROUBLED_AMOUNTS.map(({ amountMinor, shows }) => `| ${amountMinor} | ${shows} |`));
});

import { commitPayment, commitPayments } from '../../../bench/ledger/commit-scripts';

test.each([
  ['of a commit', commitPayment],
  ['of several in one call', commitPayments],
])('a script %s takes nothing for a variable of pgbench that it does not set', (_which, script) => {
  const namesIn = (text: RegExp) => new Set([...script.matchAll(text)].map(([, name]) => name));
  const set = namesIn(/^\\set (\w+) /gm);
  const used = namesIn(/(?<!:):(\w*)::text/g);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(0);
});

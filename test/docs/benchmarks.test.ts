import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarks } from '../../bench/benchmarks';

const page = readFileSync(join(__dirname, '..', '..', 'bench', 'README.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \| /gm)]
  .map(([, name, goal]) => ({ name, goal }))
  .filter(({ goal }) => /^[≥≤]/.test(goal));

test('every benchmark has its row, in the order in which they run, and there is no other', () => {
  expect(rows.map(({ name }) => name)).toEqual(benchmarks.map(({ name }) => name));
});

test('each row has the goal that decides', () => {
  for (const [index, { name, goal }] of benchmarks.entries()) {
    expect({ name, goal: goal.startsWith(rows[index].goal) }).toEqual({ name, goal: true });
  }
});

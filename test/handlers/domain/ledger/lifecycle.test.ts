import { lifecycle } from '../../../../handlers/domain/ledger/lifecycle';
import { migrations } from '../../fakes/database-server';

test('the ledger allows exactly the steps of the lifecycle', () => {
  const all = migrations.map(({ sql }) => sql).join('\n');
  const constraint = /return \(step, from_status, status\) in \(([^;]*?)\n {2}\);/.exec(all)?.[1] ?? '';
  const steps = [...constraint.matchAll(/\('([\w-]+)', '(\w+)', '(\w+)'\)/g)].map((found) => found.slice(1).join(' '));
  const expected = Object.entries(lifecycle).flatMap(([step, moves]) =>
    Object.entries(moves).flatMap(([from, targets]) => targets.map((to) => `${step} ${from} ${to}`)),
  );
  expect(steps.sort()).toEqual(expected.sort());
});

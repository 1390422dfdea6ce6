import { lifecycle } from '../../../../handlers/domain/ledger/lifecycle';
import { migrations } from '../../fakes/database-server';

test('the ledger allows exactly the steps of the lifecycle', () => {
  const all = migrations.map(({ sql }) => sql).join('\n');
  const allowed =
    /step \|\| ' ' \|\| from_status \|\| ' ' \|\| status = any \(array\[([^;]*?)\]\);/.exec(all)?.[1] ?? '';
  const steps = [...allowed.matchAll(/'([\w-]+ \w+ \w+)'/g)].map(([, step]) => step);
  const expected = Object.entries(lifecycle).flatMap(([step, moves]) =>
    Object.entries(moves).flatMap(([from, targets]) => targets.map((to) => `${step} ${from} ${to}`)),
  );
  expect(steps.sort()).toEqual(expected.sort());
});

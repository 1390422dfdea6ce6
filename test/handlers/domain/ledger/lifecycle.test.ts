import { lifecycle } from '../../../../handlers/domain/ledger/lifecycle';
import { migrations } from '../../fakes/database-server';

test('the ledger allows exactly the steps of the lifecycle', () => {
  const all = migrations.map(({ sql }) => sql).join('\n');
  const constraint =
    /constraint allowed_transition check \(\(from_status, status\) in \(([^;]*?)\)\)/.exec(all)?.[1] ?? '';
  const pairs = [...constraint.matchAll(/\('(\w+)', '(\w+)'\)/g)].map(([, from, to]) => `${from} -> ${to}`);
  const expected = Object.entries(lifecycle).flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`));
  expect(pairs.sort()).toEqual(expected.sort());
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycle } from '../../handlers/domain/ledger/lifecycle';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'payment-lifecycle.md'), 'utf8');

test('the picture shows each step of the lifecycle, and no other', () => {
  const arrows = Object.entries(lifecycle).flatMap(([step, moves]) =>
    Object.entries(moves).flatMap(([from, targets]) => targets.map((to) => `  ${from} --> ${to}: ${step}`)),
  );
  expect(/^```mermaid\n(.*?)\n```$/ms.exec(page)?.[1]?.split('\n')).toEqual(['stateDiagram-v2', ...arrows]);
});

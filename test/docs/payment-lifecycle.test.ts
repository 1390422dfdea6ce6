import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycle } from '../../handlers/domain/ledger/lifecycle';
import { readOperatorEvidence } from '../../handlers/reconcile-payment/operator-evidence';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'payment-lifecycle.md'), 'utf8');

test('the picture shows each step of the lifecycle, and no other', () => {
  const arrows = Object.entries(lifecycle).flatMap(([step, moves]) =>
    Object.entries(moves).flatMap(([from, targets]) => targets.map((to) => `  ${from} --> ${to}: ${step}`)),
  );
  expect(/^```mermaid\n(.*?)\n```$/ms.exec(page)?.[1]?.split('\n')).toEqual(['stateDiagram-v2', ...arrows]);
});

test('each piece of evidence that is shown is one that the reconciler takes', () => {
  const shown: object[] = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '[]');
  expect(shown.map((evidence) => readOperatorEvidence({ evidence }))).toEqual(shown);
  expect(shown.map((evidence) => Reflect.get(evidence, 'outcome'))).toEqual([
    'authorized',
    'declined',
    'released',
    'accepted',
    'refused',
  ]);
});

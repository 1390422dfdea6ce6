import { errorCatalogue } from '../../../../handlers/domain/error-catalogue';
import { lifecycle } from '../../../../handlers/domain/ledger/lifecycle';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import { planStep, type StepPlan } from '../../../../handlers/domain/ledger/plan-step';
import type { PaymentStatus } from '../../../../handlers/domain/payment';
import { aPosition, capture, refund, reverse } from '../../fakes/step';

const steps: readonly PaymentStep[] = [
  capture(10),
  { kind: 'void' },
  { kind: 'expire' },
  refund(10),
  reverse('capture', 2, 10),
  reverse('refund', 2, 10),
  { kind: 'resolve', status: 'authorized' },
  { kind: 'resolve', status: 'declined', declineCode: 'do-not-honor' },
];
const statuses = Object.keys({
  received: 0,
  authorized: 0,
  declined: 0,
  unresolved: 0,
  failed: 0,
  captured: 0,
  voided: 0,
  expired: 0,
} satisfies Record<PaymentStatus, number>) as PaymentStatus[];

const every = steps.flatMap((step) => statuses.map((status) => ({ step, kind: step.kind, status })));

test.each(every)('$kind from $status is possible exactly when the lifecycle says so', ({ step, status }) => {
  const position = aPosition({ status, ...(status === 'captured' && { capturedMinor: 50, refundedMinor: 10 }) });
  const planned = planStep(position, step);
  const targets = lifecycle[step.kind][status];
  if ('refusal' in planned) {
    expect(targets).toBeUndefined();
    expect(errorCatalogue[planned.refusal].retryable).toBe(false);
  } else {
    expect(targets).toContain(planned.status);
  }
});

const captured = (capturedMinor: number, refundedMinor = 0, releasedMinor = 0) =>
  aPosition({ status: 'captured', capturedMinor, refundedMinor, releasedMinor });

test.each([
  ['captures all by default', aPosition(), capture(), 100],
  ['captures a part', aPosition(), capture(60), 60],
  ['captures the rest', captured(60), capture(), 40],
  ['voids all', aPosition(), { kind: 'void' } as const, 100],
  ['gives back the rest of a part', captured(60), { kind: 'void' } as const, 40],
  ['lets the rest of a part expire', captured(60), { kind: 'expire' } as const, 40],
  ['refunds all by default', captured(60), refund(), 60],
  ['refunds what is left', captured(60, 20), refund(), 40],
  ['takes a capture back', captured(60), reverse('capture', 2, 20), 20],
  ['takes a refund back', captured(60, 20), reverse('refund', 3, 20), 20],
])('%s', (_name, position, step, stepMinor) => {
  expect(planStep(position, step)).toMatchObject({ stepMinor });
});

test('says what the steps add up to after it, and nothing when it moves nothing', () => {
  const position = captured(60, 20, 10);
  const totals = (step: PaymentStep) => Object.values((planStep(position, step) as StepPlan).totals ?? {});
  expect([capture(5), refund(5), { kind: 'void' } as const].map(totals)).toEqual([
    [65, 10, 20],
    [60, 10, 25],
    [60, 40, 20],
  ]);
  expect([reverse('capture', 2, 5), reverse('refund', 2, 5)].map(totals)).toEqual([
    [55, 10, 20],
    [60, 10, 15],
  ]);
  const unresolved = aPosition({ status: 'unresolved' });
  expect(planStep(unresolved, { kind: 'resolve', status: 'authorized' })).not.toHaveProperty('totals');
});

test.each([
  ['a second whole capture', captured(100), capture(100), 'already-captured'],
  ['a capture of what was given back', captured(60, 0, 40), capture(1), 'already-captured'],
  ['a capture of more than is left', captured(60), capture(41), 'amount-exceeds-authorized'],
  ['a capture after a void', aPosition({ status: 'voided', releasedMinor: 100 }), capture(), 'already-voided'],
  [
    'a void after expiry',
    aPosition({ status: 'expired', releasedMinor: 100 }),
    { kind: 'void' } as const,
    'already-expired',
  ],
  ['a void after the whole capture', captured(100), { kind: 'void' } as const, 'already-captured'],
  ['a capture of a declined payment', aPosition({ status: 'declined' }), capture(), 'not-authorized'],
  ['a refund before any capture', aPosition(), refund(), 'not-captured'],
  ['a refund of more than is left', captured(60, 20), refund(41), 'amount-exceeds-captured'],
  ['a refund of what was refunded', captured(60, 60), refund(1), 'already-refunded'],
  [
    'the reversal of a capture that was refunded meanwhile',
    captured(60, 1),
    reverse('capture', 2, 60),
    'amount-exceeds-captured',
  ],
  [
    'the reversal of a refund of more than there is',
    captured(60, 20),
    reverse('refund', 3, 21),
    'amount-exceeds-captured',
  ],
])('%s is refused by name', (_name, position, step, refusal) => {
  expect(planStep(position, step)).toEqual({ refusal });
});

test('a payment of which nothing is captured any more is authorized again, and captured as long as something is', () => {
  expect(planStep(captured(60), reverse('capture', 2, 60))).toMatchObject({ status: 'authorized' });
  expect(planStep(captured(60), reverse('capture', 2, 59))).toMatchObject({ status: 'captured' });
});

import type { PaymentStatus } from '../payment';
import { lifecycle } from './lifecycle';
import { type PaymentPosition, type PaymentTotals, pendingMinor, refundableMinor } from './payment-position';
import type { PaymentStep, StepRefusal } from './payment-step';
import { type Transfer, transferOfStep } from './transfer';

/** What a step writes, from the position it was planned at. */
export interface StepPlan {
  readonly status: PaymentStatus;
  /** What it captures, gives back, refunds or takes back; absent when it resolves. */
  readonly stepMinor?: number;
  /** What the payment's steps add up to after it, as the ledger adds it up; absent when it resolves. */
  readonly totals?: PaymentTotals;
  readonly transfer?: Transfer;
}

export type PlannedStep = StepPlan | { readonly refusal: StepRefusal };

type RefusalTable = { readonly [status in PaymentStatus]?: StepRefusal };

const RESERVATION_IS_GONE: RefusalTable = {
  captured: 'already-captured',
  voided: 'already-voided',
  expired: 'already-expired',
};

/** Why a step is not possible in a status; what is not listed never got so far. */
const REFUSALS: Readonly<
  Record<PaymentStep['kind'], { readonly table: RefusalTable; readonly otherwise: StepRefusal }>
> = {
  capture: { table: RESERVATION_IS_GONE, otherwise: 'not-authorized' },
  void: { table: RESERVATION_IS_GONE, otherwise: 'not-authorized' },
  expire: { table: RESERVATION_IS_GONE, otherwise: 'not-authorized' },
  refund: { table: { captured: 'already-refunded' }, otherwise: 'not-captured' },
  resolve: { table: {}, otherwise: 'already-resolved' },
  'reverse-capture': { table: {}, otherwise: 'not-captured' },
  'reverse-refund': { table: {}, otherwise: 'not-captured' },
};

type MovingKind = Exclude<PaymentStep['kind'], 'resolve'>;

/** Which total a step adds to, or takes from. */
const EFFECTS: Readonly<Record<MovingKind, readonly [total: keyof PaymentTotals, sign: 1 | -1]>> = {
  capture: ['capturedMinor', 1],
  void: ['releasedMinor', 1],
  expire: ['releasedMinor', 1],
  refund: ['refundedMinor', 1],
  'reverse-capture': ['capturedMinor', -1],
  'reverse-refund': ['refundedMinor', -1],
};

/** How much of a payment a step can be about. A capture that was refunded meanwhile cannot be taken back. */
const LEFT: Readonly<Record<MovingKind, (position: PaymentPosition) => number>> = {
  capture: pendingMinor,
  void: pendingMinor,
  expire: pendingMinor,
  refund: refundableMinor,
  'reverse-capture': refundableMinor,
  'reverse-refund': ({ refundedMinor }) => refundedMinor,
};

/** The only place that says what a step does. The ledger takes the plan if the payment still stands where it was planned. */
export function planStep(position: PaymentPosition, step: PaymentStep): PlannedStep {
  const targets = lifecycle[step.kind][position.status];
  if (!targets) return refuse(position, step);
  if (step.kind === 'resolve') {
    return { status: step.status, transfer: transferOfStep(step, position, position.amount.amountMinor) };
  }
  const left = LEFT[step.kind](position);
  if (left === 0) return refuse(position, step);
  const stepMinor = 'amountMinor' in step ? (step.amountMinor ?? left) : left;
  if (stepMinor > left) {
    return { refusal: step.kind === 'capture' ? 'amount-exceeds-authorized' : 'amount-exceeds-captured' };
  }
  const totals = totalsAfter(position, step.kind, stepMinor);
  return {
    status: statusAfter(step, totals, targets[0]),
    stepMinor,
    totals,
    transfer: transferOfStep(step, position, stepMinor),
  };
}

function totalsAfter(position: PaymentPosition, kind: MovingKind, stepMinor: number): PaymentTotals {
  const { capturedMinor, releasedMinor, refundedMinor } = position;
  const [total, sign] = EFFECTS[kind];
  return { capturedMinor, releasedMinor, refundedMinor, [total]: position[total] + sign * stepMinor };
}

/** A payment of which nothing is captured any more is an authorized one again. */
function statusAfter({ kind }: PaymentStep, { capturedMinor }: PaymentTotals, usual: PaymentStatus): PaymentStatus {
  return kind === 'reverse-capture' && capturedMinor === 0 ? 'authorized' : usual;
}

function refuse({ status }: PaymentPosition, { kind }: PaymentStep): PlannedStep {
  const { table, otherwise } = REFUSALS[kind];
  return { refusal: table[status] ?? otherwise };
}

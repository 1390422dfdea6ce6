import type { PaymentStatus } from '../payment';
import { lifecycle } from './lifecycle';
import { type PaymentPosition, pendingMinor, refundableMinor } from './payment-position';
import type { PaymentStep, StepRefusal } from './payment-step';
import { type Transfer, transferOfStep } from './transfer';

/** What a step writes, from the position it was planned at. */
export interface StepPlan {
  readonly status: PaymentStatus;
  /** What it captures, gives back or refunds; absent when it resolves. */
  readonly stepMinor?: number;
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
};

/** The only place that says what a step does. The ledger takes the plan if the payment still stands where it was planned. */
export function planStep(position: PaymentPosition, step: PaymentStep): PlannedStep {
  const targets = lifecycle[step.kind][position.status];
  if (!targets) return refuse(position, step);
  if (step.kind === 'resolve') {
    return { status: step.status, transfer: transferOfStep(step, position, position.amount.amountMinor) };
  }
  const left = step.kind === 'refund' ? refundableMinor(position) : pendingMinor(position);
  if (left === 0) return refuse(position, step);
  const stepMinor = 'amountMinor' in step ? (step.amountMinor ?? left) : left;
  if (stepMinor > left) {
    return { refusal: step.kind === 'refund' ? 'amount-exceeds-captured' : 'amount-exceeds-authorized' };
  }
  return { status: targets[0], stepMinor, transfer: transferOfStep(step, position, stepMinor) };
}

function refuse({ status }: PaymentPosition, { kind }: PaymentStep): PlannedStep {
  const { table, otherwise } = REFUSALS[kind];
  return { refusal: table[status] ?? otherwise };
}

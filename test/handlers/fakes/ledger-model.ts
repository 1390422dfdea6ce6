/** What a ledger should answer, told in the simplest words there are: nothing of ours is used but names. */
import type { PaymentStep, StepRefusal } from '../../../handlers/domain/ledger/payment-step';
import type { StepRequest, StepResult } from '../../../handlers/ports/payment-steps';

export interface ModelPayment {
  readonly status: string;
  readonly sequence: number;
  readonly amount: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
}

/** A step that was taken, and where it led. */
export interface TakenStep {
  readonly request: StepRequest;
  readonly before: ModelPayment;
  readonly after: ModelPayment;
}

export class LedgerModel {
  readonly payments = new Map<string, ModelPayment>();
  readonly taken: TakenStep[] = [];

  /** The n-th payment, counted round. */
  paymentAt(index: number): readonly [string, ModelPayment] {
    const found = [...this.payments][index % this.payments.size];
    if (!found) throw new Error('no payment yet');
    return found;
  }

  /** What the merchant should have: reserved, and owed. */
  merchant(): readonly number[] {
    const all = [...this.payments.values()];
    const sum = (of: (payment: ModelPayment) => number) => all.reduce((total, payment) => total + of(payment), 0);
    return [sum(reserved), sum(({ captured, refunded }) => captured - refunded)];
  }

  /** Captures and refunds that nobody took back. */
  reversible(): readonly TakenStep[] {
    const reversals = new Set(this.taken.map(({ request: { paymentId, step } }) => reversedStep(paymentId, step)));
    return this.taken.filter(
      ({ request: { paymentId, step }, after }) =>
        (step.kind === 'capture' || step.kind === 'refund') && !reversals.has(`${paymentId} ${after.sequence}`),
    );
  }
}

function reversedStep(paymentId: string, step: PaymentStep): string | undefined {
  return 'reversedSequence' in step ? `${paymentId} ${step.reversedSequence}` : undefined;
}

export type ModelAnswer = { readonly after: ModelPayment } | { readonly refusal: StepRefusal };

export function reserved({ status, amount, captured, released }: ModelPayment): number {
  return status === 'authorized' || status === 'captured' ? amount - captured - released : 0;
}

export function answerOf(payment: ModelPayment, step: PaymentStep): ModelAnswer {
  const next = { ...payment, sequence: payment.sequence + 1 };
  const free = reserved(payment);
  if (step.kind === 'resolve') {
    if (payment.status !== 'unresolved') return { refusal: 'already-resolved' };
    return { after: { ...next, status: step.status } };
  }
  if (step.kind === 'refund') {
    const left = payment.captured - payment.refunded;
    if (payment.captured === 0) return { refusal: 'not-captured' };
    if (left === 0) return { refusal: 'already-refunded' };
    if ((step.amountMinor ?? 0) > left) return { refusal: 'amount-exceeds-captured' };
    return { after: { ...next, refunded: payment.refunded + (step.amountMinor ?? left) } };
  }
  if (step.kind === 'reverse-capture') {
    const left = payment.captured - payment.refunded;
    if (left === 0) return { refusal: 'not-captured' };
    if (step.amountMinor > left) return { refusal: 'amount-exceeds-captured' };
    const captured = payment.captured - step.amountMinor;
    return { after: { ...next, status: captured === 0 ? 'authorized' : 'captured', captured } };
  }
  if (step.kind === 'reverse-refund') return { after: { ...next, refunded: payment.refunded - step.amountMinor } };
  if (payment.status === 'voided') return { refusal: 'already-voided' };
  if (payment.status === 'expired') return { refusal: 'already-expired' };
  if (payment.status === 'captured' && free === 0) return { refusal: 'already-captured' };
  if (free === 0) return { refusal: 'not-authorized' };
  if (step.kind === 'capture') {
    if ((step.amountMinor ?? 0) > free) return { refusal: 'amount-exceeds-authorized' };
    return { after: { ...next, status: 'captured', captured: payment.captured + (step.amountMinor ?? free) } };
  }
  const ended = step.kind === 'void' ? 'voided' : 'expired';
  const status = payment.captured > 0 ? 'captured' : ended;
  return { after: { ...next, status, released: payment.released + free } };
}

/** An answer of the ledger, in the words of the model. */
export function told(result: StepResult): unknown {
  if (result.outcome === 'refused') return { refusal: result.refusal };
  if (!('position' in result)) return { outcome: result.outcome };
  const { status, sequence, amount, capturedMinor, releasedMinor, refundedMinor } = result.position;
  const after: ModelPayment = {
    status,
    sequence,
    amount: amount.amountMinor,
    captured: capturedMinor,
    released: releasedMinor,
    refunded: refundedMinor,
  };
  return result.outcome === 'taken' ? { after } : { outcome: result.outcome, after };
}

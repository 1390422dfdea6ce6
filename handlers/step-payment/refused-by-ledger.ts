import type { RequestedStep } from '../api/step-request';
import { type PaymentPosition, pendingMinor, refundableMinor } from '../domain/ledger/payment-position';
import type { StepRefusal } from '../domain/ledger/payment-step';
import { RequestError } from '../runtime/errors';

/** Says what was asked for, and what was left of it. */
export function refusedByLedger(kind: RequestedStep, refusal: StepRefusal, position: PaymentPosition): RequestError {
  return new RequestError(refusal, detailOf(kind, refusal, position));
}

function detailOf(kind: RequestedStep, refusal: StepRefusal, position: PaymentPosition): string {
  const { currency } = position.amount;
  switch (refusal) {
    case 'amount-exceeds-authorized':
      return `the ${kind} must be at most ${pendingMinor(position)} ${currency} in minor units, which is still reserved`;
    case 'amount-exceeds-captured':
      return `the ${kind} must be at most ${refundableMinor(position)} ${currency} in minor units, which is not yet refunded`;
    case 'account-limit':
      return `the ${kind} would overdraw an account of the ledger, or take it past its limit`;
    default:
      return `a payment that is ${position.status} cannot take this step`;
  }
}

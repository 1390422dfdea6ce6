import type { Money } from '../money';
import type { PaymentStep } from './payment-step';

/** What the acquirer is told of a step that the ledger has taken. */
export type SubmissionKind = 'capture' | 'void' | 'refund';

export interface Submission {
  readonly paymentId: string;
  /** Of the step that it tells about. */
  readonly sequence: number;
  readonly kind: SubmissionKind;
  readonly amount: Money;
  /** The acquirer's name for the authorization. */
  readonly acquirerReference: string;
}

const KINDS: { readonly [kind in PaymentStep['kind']]?: SubmissionKind } = {
  capture: 'capture',
  void: 'void',
  expire: 'void',
  refund: 'refund',
};

/** `undefined` where the acquirer knows already: it said so itself. */
export function submissionKindOf({ kind }: Pick<PaymentStep, 'kind'>): SubmissionKind | undefined {
  return KINDS[kind];
}

/** Under which the acquirer executes it once, however often and by whomever it is sent. */
export function acquirerKeyOf({ paymentId, sequence }: Pick<Submission, 'paymentId' | 'sequence'>): string {
  return `${paymentId}/${sequence}`;
}

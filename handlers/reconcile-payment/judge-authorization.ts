import { DeclineCode } from '../domain/decline-codes';
import type { PaymentStep } from '../domain/ledger/payment-step';
import type { AuthorizationResult } from '../ports/acquirer';
import type { SubmissionResult } from '../ports/acquirer-submissions';
import type { OpenAuthorization } from '../ports/open-authorizations';
import type { HandoverReason } from './hand-over';
import type { ReconciliationPolicy } from './reconciliation-policy';

/** What the acquirer said when it was asked; `undefined`: it never saw the key. */
export type AcquirerWord = AuthorizationResult | 'no-answer' | undefined;

/** What is done about an open authorization. */
export type Judgement =
  | {
      readonly kind: 'resolve';
      readonly step: Extract<PaymentStep, { kind: 'resolve' }>;
      readonly acquirerReference?: string;
    }
  /** The acquirer holds what no payment stands for. */
  | { readonly kind: 'release'; readonly acquirerReference: string }
  /** There is nothing to release. */
  | { readonly kind: 'close' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'hand-over'; readonly reason: HandoverReason };

export type Resolution = Extract<Judgement, { kind: 'resolve' }>;
/** What needs no further word of the acquirer. */
export type Ending = Exclude<Judgement, { kind: 'release' }>;

const WAIT = { kind: 'wait' } as const;
const CLOSE = { kind: 'close' } as const;

/** Never guesses: an authorization is what the acquirer says it is, and what it never saw in the whole grace was never executed. */
export function judgeAuthorization(
  open: OpenAuthorization,
  word: AcquirerWord,
  policy: ReconciliationPolicy,
): Judgement {
  const judgement = judge(open, word, policy);
  return judgement.kind === 'wait' ? waitOrHandOver(open, policy) : judgement;
}

/** What follows from the acquirer's answer to a void of what no payment stands for. */
export function judgeRelease(
  open: OpenAuthorization,
  word: SubmissionResult | 'no-answer',
  policy: ReconciliationPolicy,
): Ending {
  if (word === 'no-answer') return waitOrHandOver(open, policy);
  switch (word.outcome) {
    case 'accepted':
      return CLOSE;
    case 'refused':
      return { kind: 'hand-over', reason: 'release-refused' };
    case 'unknown':
      return waitOrHandOver(open, policy);
  }
}

function waitOrHandOver({ ageSeconds }: OpenAuthorization, { limitSeconds }: ReconciliationPolicy): Ending {
  return ageSeconds >= limitSeconds ? { kind: 'hand-over', reason: 'acquirer-silent' } : WAIT;
}

function judge(open: OpenAuthorization, word: AcquirerWord, { graceSeconds }: ReconciliationPolicy): Judgement {
  if (word === 'no-answer') return WAIT;
  if (word === undefined) {
    return open.ageSeconds >= graceSeconds ? declined(open, DeclineCode.NOT_EXECUTED) : WAIT;
  }
  switch (word.outcome) {
    case 'approved':
      return approved(open, word.acquirerReference);
    case 'declined':
      return declined(open, word.declineCode, word.acquirerReference);
    case 'refused':
      return declined(open, word.declineCode);
    case 'unknown':
      return word.reason === 'amount-mismatch' ? { kind: 'hand-over', reason: word.reason } : WAIT;
  }
}

function approved({ purpose }: OpenAuthorization, acquirerReference: string): Judgement {
  if (purpose === 'release') return { kind: 'release', acquirerReference };
  return { kind: 'resolve', step: { kind: 'resolve', status: 'authorized' }, acquirerReference };
}

function declined({ purpose }: OpenAuthorization, declineCode: string, acquirerReference?: string): Judgement {
  if (purpose === 'release') return CLOSE;
  return { kind: 'resolve', step: { kind: 'resolve', status: 'declined', declineCode }, acquirerReference };
}

import type { Money } from '../money';
import type { PaymentStatus } from '../payment';
import type { PaymentPosition } from './payment-position';
import type { PaymentStep } from './payment-step';

/** Kinds of account in the chart of accounts, which the migrations fill. */
export type AccountKind =
  /** What the acquirer owes us. */
  | 'acquirer-receivable'
  /** What we owe a merchant. */
  | 'merchant-payable';

/** An account within its currency. */
export interface AccountReference {
  readonly kind: AccountKind;
  readonly ownerId: string;
}

/** Debits one account and credits another with the same amount: it balances by its shape. */
export interface Posting {
  /** `pending` is reserved by an authorization, `posted` is captured. */
  readonly layer: 'pending' | 'posted';
  readonly debit: AccountReference;
  readonly credit: AccountReference;
  readonly amountMinor: number;
}

/** The postings of one step of a payment, written together. */
export interface Transfer {
  readonly kind: 'authorize' | 'capture' | 'void' | 'expire' | 'refund' | 'reverse-capture' | 'reverse-refund';
  readonly postings: readonly Posting[];
}

const ACQUIRER: AccountReference = { kind: 'acquirer-receivable', ownerId: 'acquirer' };

/** What a decision moves: an authorization reserves its amount, and nothing else touches an account. */
export function transferOf(status: PaymentStatus, merchantId: string, amount: Money): Transfer | undefined {
  if (status !== 'authorized') return undefined;
  return { kind: 'authorize', postings: [owed('pending', merchantId, amount.amountMinor)] };
}

/** What a later step moves: a capture turns what was reserved into what is owed, a refund turns what was owed around, a reversal mirrors. */
export function transferOfStep(
  step: PaymentStep,
  { merchantId, amount }: Pick<PaymentPosition, 'merchantId' | 'amount'>,
  stepMinor: number,
): Transfer | undefined {
  const given = owed('pending', merchantId, -stepMinor);
  const earned = owed('posted', merchantId, stepMinor);
  switch (step.kind) {
    case 'resolve':
      return transferOf(step.status, merchantId, amount);
    case 'capture':
      return { kind: 'capture', postings: [given, earned] };
    case 'reverse-capture':
      return { kind: 'reverse-capture', postings: [owed('pending', merchantId, stepMinor), turned(earned)] };
    case 'void':
    case 'expire':
      return { kind: step.kind, postings: [given] };
    case 'refund':
      return { kind: 'refund', postings: [turned(earned)] };
    case 'reverse-refund':
      return { kind: 'reverse-refund', postings: [earned] };
  }
}

/** The acquirer owes us, and we owe the merchant. */
function owed(layer: Posting['layer'], merchantId: string, amountMinor: number): Posting {
  return { layer, debit: ACQUIRER, credit: { kind: 'merchant-payable', ownerId: merchantId }, amountMinor };
}

function turned({ debit, credit, ...posting }: Posting): Posting {
  return { ...posting, debit: credit, credit: debit };
}

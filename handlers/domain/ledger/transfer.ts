import type { Money } from '../money';
import type { PaymentStatus } from '../payment';

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
  readonly kind: 'authorize';
  readonly postings: readonly Posting[];
}

const ACQUIRER: AccountReference = { kind: 'acquirer-receivable', ownerId: 'acquirer' };

/** What a decision moves: an authorization reserves its amount, and nothing else touches an account. */
export function transferOf(status: PaymentStatus, merchantId: string, amount: Money): Transfer | undefined {
  if (status !== 'authorized') return undefined;
  const credit: AccountReference = { kind: 'merchant-payable', ownerId: merchantId };
  return {
    kind: 'authorize',
    postings: [{ layer: 'pending', debit: ACQUIRER, credit, amountMinor: amount.amountMinor }],
  };
}

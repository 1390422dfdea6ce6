import type { AccountReference, Transfer } from '../domain/ledger/transfer';

/** An account of the chart, in one currency (ISO 4217). */
export type Account = AccountReference & { readonly currency: string };

/** One posting as its account sees it. */
export interface StatementEntry {
  /** The place in the statement. */
  readonly postingId: string;
  readonly kind: Transfer['kind'];
  readonly paymentId: string;
  /** The step of the payment that moved it. */
  readonly sequence: number;
  readonly layer: 'pending' | 'posted';
  readonly side: 'debit' | 'credit';
  /** Below zero when a reservation is given back. */
  readonly amountMinor: number;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
}

export interface Balance {
  readonly debitsPending: number;
  readonly creditsPending: number;
  readonly debitsPosted: number;
  readonly creditsPosted: number;
  /** Whether it will never change again; false while a transaction of that time may still be under way. */
  readonly final: boolean;
}

/** What an account holds and how it came to it. */
export interface AccountStatements {
  /** Newest first, after the entry `before` of the page before; fewer than `limit` (1 to 500) is the last page. */
  page(account: Account, limit: number, before?: Pick<StatementEntry, 'postingId'>): Promise<StatementEntry[]>;
  /** At a moment (ISO 8601 UTC); undefined for an account that nobody posted to. */
  balanceAt(account: Account, moment: string): Promise<Balance | undefined>;
}

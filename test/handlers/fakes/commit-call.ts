import { commitCommand } from '../../../handlers/adapters/postgresql/commit-command';
import type { PaymentDecision } from '../../../handlers/ports/payment-ledger';

export interface LedgerCall {
  readonly statement: string;
  readonly values: readonly string[];
}

/** A posting as a test wants it, of whatever kinds of account. */
export interface RawPosting {
  readonly layer: string;
  readonly debit: { readonly kind: string; readonly ownerId: string };
  readonly credit: { readonly kind: string; readonly ownerId: string };
  readonly amountMinor: number;
}

/** What commits a decision, with other postings than its own where some are given: as faulty code would. */
export function commitCall(decision: PaymentDecision, postings?: readonly RawPosting[]): LedgerCall {
  return { statement: 'select ledger.commit_payment($1::jsonb) as answer', values: [textOf(decision, postings)] };
}

/** The same in a batch of one. */
export function batchCall(decision: PaymentDecision, postings?: readonly RawPosting[]): LedgerCall {
  const values = [`[${textOf(decision, postings)}]`];
  return { statement: 'select ledger.commit_payments($1::jsonb) as answer', values };
}

function textOf(decision: PaymentDecision, postings?: readonly RawPosting[]): string {
  const command = commitCommand(decision);
  return JSON.stringify(postings ? { ...command, transfer: { kind: 'authorize', postings } } : command);
}

import {
  commitCall as callOf,
  batchCall as callOfAll,
  type LedgerCall,
} from '../../../handlers/adapters/postgresql/commit-call';
import { commitCommand } from '../../../handlers/adapters/postgresql/commit-command';
import { postingRows } from '../../../handlers/adapters/postgresql/posting-rows';
import type { PaymentDecision } from '../../../handlers/ports/payment-ledger';

export type { LedgerCall };

/** A posting as a test wants it, of whatever kinds of account. */
export interface RawPosting {
  readonly layer: string;
  readonly debit: { readonly kind: string; readonly ownerId: string };
  readonly credit: { readonly kind: string; readonly ownerId: string };
  readonly amountMinor: number;
}

/** What commits a decision, with other postings than its own where some are given: as faulty code would. */
export function commitCall(decision: PaymentDecision, postings?: readonly RawPosting[]): LedgerCall {
  return callOf(commandOf([decision, postings]));
}

/** The same for several in one call. */
export function batchCall(all: readonly (readonly [PaymentDecision, (readonly RawPosting[])?])[]): LedgerCall {
  return callOfAll(all.map(commandOf));
}

function commandOf([decision, postings]: readonly [PaymentDecision, (readonly RawPosting[])?]) {
  const command = commitCommand(decision);
  return postings ? { ...command, postings: postingRows(command.currency, postings) } : command;
}

import { commitCommand } from '../../../handlers/adapters/postgresql/commit-command';
import { postingRows } from '../../../handlers/adapters/postgresql/posting-rows';
import type { PaymentDecision } from '../../../handlers/ports/payment-ledger';

export interface LedgerCall {
  readonly statement: string;
  readonly values: readonly (string | readonly string[])[];
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
  const { command, event, audit } = argumentsOf([decision, postings]);
  const statement = 'select ledger.commit_payment($1, $2, $3) as answer';
  return { statement, values: [JSON.stringify(command), event, audit] };
}

/** The same for several in one call. */
export function batchCall(all: readonly (readonly [PaymentDecision, (readonly RawPosting[])?])[]): LedgerCall {
  const each = all.map(argumentsOf);
  const commands = JSON.stringify(each.map(({ command }) => command));
  const values = [commands, each.map(({ event }) => event), each.map(({ audit }) => audit)];
  return { statement: 'select ledger.commit_payments($1, $2, $3) as answer', values };
}

function argumentsOf([decision, postings]: readonly [PaymentDecision, (readonly RawPosting[])?]) {
  const { command, ...others } = commitCommand(decision);
  return {
    command: postings ? { ...command, postings: postingRows(postings) } : command,
    ...others,
  };
}

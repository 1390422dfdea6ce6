import type { commitCommand } from './commit-command';
import { compositeText } from './posting-rows';

export interface LedgerCall {
  readonly statement: string;
  readonly values: readonly unknown[];
}

type CommitCommand = ReturnType<typeof commitCommand>;

/** A parameter each: PostgreSQL reads its values at once, and looks into no JSON. */
export function commitCall({ postings, ...command }: CommitCommand): LedgerCall {
  const parameters = { ...command, postings: postings.map(compositeText) };
  const names = Object.keys(parameters).map((name, index) => `${name} => $${index + 1}`);
  return {
    statement: `select ledger.commit_payment(${names.join(', ')}) as answer`,
    values: Object.values(parameters),
  };
}

/** What was committed under the key, once a commit has found it taken. */
export function replayCall({
  payment_id,
  caller_id,
  idempotency_key,
  request_hash,
  event_id,
}: CommitCommand): LedgerCall {
  const statement = 'select ledger.replay_payment($1, $2, $3, $4, $5) as answer';
  return { statement, values: [payment_id, caller_id, idempotency_key, request_hash, event_id] };
}

/** Several in one call, as an array of any length. */
export function batchCall(commands: readonly CommitCommand[]): LedgerCall {
  return { statement: 'select ledger.commit_payments($1) as answer', values: [JSON.stringify(commands)] };
}

import type { Payment } from '../../domain/payment';
import type { BatchPaymentLedger, CommitResult, PaymentDecision } from '../../ports/payment-ledger';
import { isPastLimit } from './account-limit';
import { batchCall, commitCall, type LedgerCall, replayCall } from './commit-call';
import { commitCommand, declinedByLimit, paymentOf } from './commit-command';
import type { LedgerDatabase } from './ledger-database';
import { isTaken } from './taken-key';

type Answer =
  | { readonly outcome: 'committed' | 'replayed'; readonly payment?: Payment }
  | { readonly outcome: 'mismatch' };

/** PostgreSQL plans what is in a function at each call, so that of a key that is new, as nearly all are, the index alone is asked. */
const FIND_PAYMENT = `select ledger.find_payment($1, $2) as payment
  where exists (select from ledger.payment_transition where caller_id = $1 and idempotency_key = $2)`;

/** One round trip a commit. A repeat after a lost answer finds its own key, so nothing is ever posted twice. */
export class PostgresqlPaymentLedger implements BatchPaymentLedger {
  constructor(private readonly database: LedgerDatabase) {}

  async commit(decision: PaymentDecision): Promise<CommitResult> {
    const command = commitCommand(decision);
    try {
      await this.call(commitCall(command));
      return { outcome: 'committed', payment: paymentOf(decision) };
    } catch (error) {
      if (isTaken(error)) return resultOf(decision, await this.call<Answer>(replayCall(command)));
      if (!isPastLimit(error) || decision.status !== 'authorized') throw error;
      return this.commit(declinedByLimit(decision));
    }
  }

  async commitAll(decisions: readonly PaymentDecision[]): Promise<readonly CommitResult[]> {
    const answers = await this.call<readonly Answer[]>(batchCall(decisions.map(commitCommand)));
    return decisions.map((decision, index) => resultOf(decision, answers?.[index]));
  }

  async find(callerId: string, idempotencyKey: string): Promise<Payment | undefined> {
    const [row] = await this.database.call<{ payment: Payment }>(FIND_PAYMENT, [callerId, idempotencyKey]);
    return row?.payment;
  }

  private async call<T>({ statement, values }: LedgerCall): Promise<T | undefined> {
    const [row] = await this.database.call<{ answer: T }>(statement, values);
    return row?.answer;
  }
}

function resultOf(decision: PaymentDecision, answer: Answer | undefined): CommitResult {
  if (!answer) throw new Error('the ledger answered nothing to a commit');
  return answer.outcome === 'mismatch'
    ? answer
    : { outcome: answer.outcome, payment: answer.payment ?? paymentOf(decision) };
}

import type { Payment } from '../../domain/payment';
import type { CommitResult, PaymentDecision, PaymentLedger } from '../../ports/payment-ledger';
import { commitCommand, paymentOf } from './commit-command';
import type { LedgerDatabase } from './ledger-database';

type Answer =
  | { readonly outcome: 'committed' | 'replayed'; readonly payment?: Payment }
  | { readonly outcome: 'mismatch' };

/** One round trip a commit. A repeat after a lost answer finds its own key, so nothing is ever posted twice. */
export class PostgresqlPaymentLedger implements PaymentLedger {
  constructor(private readonly database: LedgerDatabase) {}

  async commit(decision: PaymentDecision): Promise<CommitResult> {
    const [row] = await this.database.call<{ answer: Answer }>('select ledger.commit_payment($1::jsonb) as answer', [
      JSON.stringify(commitCommand(decision)),
    ]);
    if (!row) throw new Error('commit_payment returned no row');
    return row.answer.outcome === 'mismatch'
      ? row.answer
      : { outcome: row.answer.outcome, payment: row.answer.payment ?? paymentOf(decision) };
  }

  async find(callerId: string, idempotencyKey: string): Promise<Payment | undefined> {
    const [row] = await this.database.call<{ payment: Payment | null }>(
      'select ledger.find_payment($1, $2) as payment',
      [callerId, idempotencyKey],
    );
    return row?.payment ?? undefined;
  }
}

import type { LedgerDatabase } from '../../../handlers/adapters/postgresql/ledger-database';
import { commitCall } from './commit-call';
import type { DatabaseServer } from './database-server';
import { aDecision } from './decision';

/** From now on no merchant is overdrawn, or holds more than this. */
export async function limitMerchants(server: DatabaseServer, limitMinor: number): Promise<void> {
  await server.sql(
    `update ledger.account_kind set strategy = 'locked', limit_minor = $1 where kind = 'merchant-payable'`,
    [limitMinor],
  );
}

/** Takes posted money from a merchant past every payment, as a payout does. */
export async function payOut(database: LedgerDatabase, merchantId: string, amountMinor: number): Promise<void> {
  const decision = aDecision({ status: 'declined', declineCode: 'other' });
  const { statement, values } = commitCall(decision, [
    {
      layer: 'posted',
      debit: { kind: 'merchant-payable', ownerId: merchantId },
      credit: { kind: 'acquirer-receivable', ownerId: 'acquirer' },
      amountMinor,
    },
  ]);
  await database.call(statement, values);
}

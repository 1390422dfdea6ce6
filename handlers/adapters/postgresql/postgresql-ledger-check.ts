import type { LedgerCheck } from '../../ports/ledger-check';
import type { LedgerDatabase } from './ledger-database';

export class PostgresqlLedgerCheck implements LedgerCheck {
  constructor(private readonly database: LedgerDatabase) {}

  async rollUp(): Promise<number> {
    const [row] = await this.database.call<{ increments: number }>(
      'select ledger.roll_up_balances() as increments',
      [],
    );
    return row?.increments ?? 0;
  }

  async imbalance(): Promise<number> {
    const [row] = await this.database.call<{ imbalance: number }>('select ledger.imbalance() as imbalance', []);
    return row?.imbalance ?? 0;
  }
}

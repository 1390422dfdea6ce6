import type { LedgerCheck, LedgerMeasures } from '../../ports/ledger-check';
import type { LedgerDatabase } from './ledger-database';

/** PostgreSQL plans what is in a function before it finds nothing to do. */
const ROLL_UP = `select case when exists (select from ledger.balance_increment) then ledger.roll_up_balances() else 0 end
  as increments`;

const MEASURE = 'select ledger.outbox_age() as age, ledger.imbalance() as imbalance';

export class PostgresqlLedgerCheck implements LedgerCheck {
  constructor(private readonly database: LedgerDatabase) {}

  async rollUp(): Promise<number> {
    const [row] = await this.database.call<{ increments: number }>(ROLL_UP, []);
    return row?.increments ?? 0;
  }

  async measure(): Promise<LedgerMeasures> {
    const [row] = await this.database.call<{ age: number; imbalance: number }>(MEASURE, []);
    return { outboxAgeSeconds: row?.age ?? 0, imbalance: row?.imbalance ?? 0 };
  }
}

import type { ExpirablePayments, ExpirableSlice } from '../../ports/expirable-payments';
import type { LedgerDatabase } from './ledger-database';

/** Both statements may be repeated. */
export class PostgresqlExpirablePayments implements ExpirablePayments {
  constructor(private readonly database: LedgerDatabase) {}

  async next(before: Date, sliceSeconds: number): Promise<ExpirableSlice | undefined> {
    const [row] = await this.database.call<{ slice: ExpirableSlice | null }>(
      'select ledger.list_expirable($1, make_interval(secs => $2)) as slice',
      [before, sliceSeconds],
    );
    return row?.slice ?? undefined;
  }

  async advance({ reachedAt }: ExpirableSlice): Promise<void> {
    await this.database.call('select ledger.advance_expiry($1)', [reachedAt]);
  }
}

import type { Account, AccountStatements, Balance, StatementEntry } from '../../ports/account-statements';
import type { LedgerDatabase } from './ledger-database';

const LONGEST_PAGE = 500;
/** Before every posting: the largest id there can be. */
const FROM_THE_END = { postingId: '9223372036854775807' };

export class PostgresqlAccountStatements implements AccountStatements {
  constructor(private readonly database: LedgerDatabase) {}

  async page(
    { kind, ownerId, currency }: Account,
    limit: number,
    before: Pick<StatementEntry, 'postingId'> = FROM_THE_END,
  ): Promise<StatementEntry[]> {
    if (!Number.isInteger(limit) || limit < 1 || limit > LONGEST_PAGE) {
      throw new Error(`'limit' must be 1 to ${LONGEST_PAGE} entries, got ${limit}`);
    }
    const rows = await this.database.call<{ entry: StatementEntry }>(
      'select entry from ledger.account_statement($1, $2, $3, $4, $5) as entry',
      [kind, ownerId, currency, before.postingId, limit],
    );
    return rows.map(({ entry }) => entry);
  }

  async balanceAt({ kind, ownerId, currency }: Account, moment: string): Promise<Balance | undefined> {
    const [row] = await this.database.call<{ balance: Balance | null }>(
      'select ledger.balance_at($1, $2, $3, $4) as balance',
      [kind, ownerId, currency, moment],
    );
    if (!row?.balance) return undefined;
    const { final: _final, ...volumes } = row.balance;
    for (const [name, volume] of Object.entries(volumes)) {
      if (!Number.isSafeInteger(volume)) throw new Error(`'${name}' is too large to be told exactly: read it by SQL`);
    }
    return row.balance;
  }
}

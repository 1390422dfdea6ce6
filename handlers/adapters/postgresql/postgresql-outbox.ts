import type { Outbox, OutboxEntry } from '../../ports/outbox';
import type { LedgerDatabase } from './ledger-database';

/** Entries are locked while they are relayed, and come back by themselves when the relay dies. */
export class PostgresqlOutbox implements Outbox {
  constructor(private readonly database: LedgerDatabase) {}

  drain(limit: number, relay: (entries: readonly OutboxEntry[]) => Promise<readonly string[]>): Promise<number> {
    return this.database.transaction(async (session) => {
      const entries = await session.call<OutboxEntry & Record<string, unknown>>(
        'select position, event from ledger.lock_outbox($1)',
        [limit],
      );
      if (entries.length === 0) return 0;
      const relayed = await relay(entries);
      const [row] = await session.call<{ removed: number }>(
        'select ledger.remove_from_outbox($1::bigint[]) as removed',
        [relayed],
      );
      return row?.removed ?? 0;
    });
  }
}

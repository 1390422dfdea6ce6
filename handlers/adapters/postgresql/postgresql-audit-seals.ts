import type { SealedHeads } from '../../domain/audit/audit-digest';
import type { AuditSeals, Seal, UnsealedRecord } from '../../ports/audit-seals';
import type { LedgerDatabase } from './ledger-database';

interface Unsealed {
  readonly last: Seal | null;
  readonly records: readonly UnsealedRecord[];
}

export class PostgresqlAuditSeals implements AuditSeals {
  constructor(private readonly database: LedgerDatabase) {}

  async unsealed(atMost: number) {
    const [row] = await this.database.call<{ unsealed: Unsealed }>('select ledger.unsealed_audit($1) as unsealed', [
      atMost,
    ]);
    return { last: row?.unsealed.last ?? undefined, records: row?.unsealed.records ?? [] };
  }

  async upTo(heads: SealedHeads): Promise<readonly UnsealedRecord[]> {
    const [row] = await this.database.call<{ records: readonly UnsealedRecord[] }>(
      'select ledger.audit_up_to($1::jsonb) as records',
      [JSON.stringify(heads)],
    );
    return row?.records ?? [];
  }

  async finish(seal: Seal & { readonly heads: SealedHeads }): Promise<boolean> {
    const [row] = await this.database.call<{ kept: boolean }>('select ledger.finish_seal($1::jsonb) as kept', [
      JSON.stringify(seal),
    ]);
    return row?.kept ?? false;
  }
}

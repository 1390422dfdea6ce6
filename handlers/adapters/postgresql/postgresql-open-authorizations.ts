import { type AuditFacts, canonicalForm } from '../../domain/audit/audit-record';
import type {
  OpenAuthorization,
  OpenAuthorizations,
  Orphan,
  OrphanState,
  UnresolvedBacklog,
} from '../../ports/open-authorizations';
import type { LedgerDatabase } from './ledger-database';

const ORPHAN_STATE = `
  select coalesce(
    (select jsonb_build_object(
       'state', case when handed_over_at is null then 'asked' else 'handed-over' end,
       'amount', jsonb_build_object('amountMinor', amount_minor, 'currency', currency))
     from ledger.open_authorization where payment_id = $1 and purpose = 'release'),
    (select jsonb_build_object('state', 'released')
     from ledger.handover where payment_id = $1 and purpose = 'release' and reason = 'operator-evidence' limit 1)) as orphan`;

/** Open work in the ledger; rows that two want at once go to one of them. */
export class PostgresqlOpenAuthorizations implements OpenAuthorizations {
  constructor(private readonly database: LedgerDatabase) {}

  async claim(notAskedForSeconds: number, atMost: number): Promise<readonly OpenAuthorization[]> {
    const rows = await this.database.call<{ open: OpenAuthorization }>(
      'select ledger.claim_open_authorizations(make_interval(secs => $1), $2) as open',
      [notAskedForSeconds, atMost],
    );
    return rows.map(({ open }) => open);
  }

  async reportOrphan({ paymentId, amount }: Orphan): Promise<void> {
    await this.database.call('select ledger.report_orphan($1, $2, $3)', [
      paymentId,
      amount.amountMinor,
      amount.currency,
    ]);
  }

  async findOrphan(paymentId: string): Promise<OrphanState | undefined> {
    const [row] = await this.database.call<{ orphan: OrphanState | null }>(ORPHAN_STATE, [paymentId]);
    return row?.orphan ?? undefined;
  }

  async closeOrphan(paymentId: string): Promise<void> {
    await this.database.call('select ledger.close_orphan($1)', [paymentId]);
  }

  async handOver(paymentId: string, reason: string, facts: AuditFacts): Promise<boolean> {
    const [row] = await this.database.call<{ done: boolean }>('select ledger.hand_over($1, $2, $3) as done', [
      paymentId,
      reason,
      canonicalForm(facts),
    ]);
    return row?.done === true;
  }

  async reopen(paymentIds: readonly string[]): Promise<number> {
    const [row] = await this.database.call<{ reopened: number }>(
      'select ledger.reopen_payments($1::uuid[]) as reopened',
      [paymentIds],
    );
    return row?.reopened ?? 0;
  }

  async backlog(): Promise<UnresolvedBacklog> {
    const [row] = await this.database.call<{ backlog: UnresolvedBacklog }>(
      'select ledger.unresolved_backlog() as backlog',
      [],
    );
    return row?.backlog ?? { unresolved: 0, ageSeconds: 0 };
  }
}

import type { AuditFacts } from '../audit/audit-record';
import type { SettlementReport } from './settlement-report';

/** What the audit trail keeps of a batch. */
export function settlementFacts(
  report: SettlementReport,
  contentHash: string,
  origin: string,
  occurredAt: string,
): AuditFacts {
  const { batchId, settlementDate, differences, totals } = report;
  const matched = totals.filter((total) => total.class === 'matched').reduce((sum, { count }) => sum + count, 0);
  return {
    occurredAt,
    actor: 'match-settlement',
    action: 'SettlementMatched',
    outcome: differences.length === 0 ? 'success' : 'failure',
    origin,
    resource: `settlement/${batchId}`,
    details: { settlementDate, contentHash, matched, differences: differences.length },
  };
}

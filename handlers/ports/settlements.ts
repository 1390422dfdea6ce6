import type { SettlementBatch } from '../domain/settlement/settlement-batch';
import type { SettlementReport } from '../domain/settlement/settlement-report';

/** When a batch was taken, and by then what is due. */
export interface SettlementMoment {
  /** ISO 8601 UTC. */
  readonly takenAt: string;
  /** What the ledger took before this and no batch has settled is missing there. ISO 8601 UTC. */
  readonly dueBefore: string;
  /** Name of the file, for the audit trail. */
  readonly origin: string;
}

export type SettlementResult =
  /** `known`: this batch was taken before, and this is what came of it then. */
  | { readonly outcome: 'recorded' | 'known'; readonly report: SettlementReport }
  /** The id was used for another content. Nothing was recorded. */
  | { readonly outcome: 'contradicted' };

/** What the acquirer has settled, compared with the ledger and written down beside it. */
export interface Settlements {
  /** Takes a batch once, whole, and one at a time. Throws `LedgerUnavailableError`. */
  settle(batch: SettlementBatch, moment: SettlementMoment): Promise<SettlementResult>;
  /** Whether no batch came since then, and yet something that the ledger took before is due. ISO 8601 UTC. */
  isSilent(dueBefore: string): Promise<boolean>;
}

import type { SettlementFault, SettlementReading } from '../domain/settlement/settlement-reading';
import type { SettlementReport } from '../domain/settlement/settlement-report';

/** A file that was put where settlement files come in. */
export interface SettlementFileName {
  readonly key: string;
  /** Which of the files of that name, where the store keeps them all. */
  readonly versionId?: string;
}

/** Settlement files and what came of them, which lies beside them under the same name. */
export interface SettlementFiles {
  read(file: SettlementFileName): Promise<SettlementReading>;
  /** For programs and for people; written again, it is the same. */
  writeReport(file: SettlementFileName, report: SettlementReport): Promise<void>;
  writeRefusal(file: SettlementFileName, faults: readonly SettlementFault[]): Promise<void>;
}

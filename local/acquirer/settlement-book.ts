import type { SubmissionBook, SubmissionLine } from './submission-book';

/** One line of a settlement file, in the members of docs/settlement.md. */
export interface SettledLine {
  readonly kind: 'capture' | 'refund';
  readonly reference: string;
  readonly acquirerReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly feeMinor: number;
}

export interface ClosedBatch {
  readonly batchId: string;
  readonly settlementDate: string;
  readonly lines: readonly SettledLine[];
}

/** One and a half per cent of a capture, and nothing of a refund. */
const FEE_PER_THOUSAND = 15;

/** Closes batches: each capture and refund that was accepted is settled by the next one. */
export class SettlementBook {
  private readonly batches: ClosedBatch[] = [];
  private settled = new Set<string>();

  constructor(private readonly submissions: SubmissionBook) {}

  close(): ClosedBatch {
    const due = this.submissions.entries().filter((line) => line.status === 'accepted' && !this.settled.has(line.key));
    const settlementDate = new Date().toISOString().slice(0, 10);
    const number = String(this.batches.length + 1).padStart(4, '0');
    const batch = { batchId: `batch-${number}`, settlementDate, lines: due.flatMap(settle) };
    this.settled = new Set([...this.settled, ...due.map(({ key }) => key)]);
    this.batches.push(batch);
    return batch;
  }

  find(batchId: string): ClosedBatch | undefined {
    return this.batches.find((batch) => batch.batchId === batchId);
  }
}

/** A void moves no money. */
function settle({ kind, key, submissionId, amountMinor, currency }: SubmissionLine): SettledLine[] {
  if (kind === 'void') return [];
  const feeMinor = kind === 'capture' ? Math.ceil((amountMinor * FEE_PER_THOUSAND) / 1000) : 0;
  return [{ kind, reference: key, acquirerReference: submissionId, amountMinor, currency, feeMinor }];
}

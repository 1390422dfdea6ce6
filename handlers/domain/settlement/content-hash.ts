import { createHash } from 'node:crypto';
import type { SettlementBatch } from './settlement-batch';

/** The same for the same content, whatever the format of the file and the order of its lines. */
export function contentHashOf({ batchId, settlementDate, lines }: SettlementBatch): string {
  const said = lines
    .map(({ kind, reference, acquirerReference, amountMinor, currency, feeMinor }) =>
      JSON.stringify([kind, reference, acquirerReference, amountMinor, currency, feeMinor ?? null]),
    )
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([batchId, settlementDate, said]))
    .digest('hex');
}

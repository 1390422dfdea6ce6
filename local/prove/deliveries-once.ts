import { eventOf } from '../drive/follow';
import type { LedgerReader } from '../drive/ledger-reader';
import { readDeliveries } from '../subscriber/deliveries';

/** Compares what reached the merchant with what the ledger decided: each event once on each channel, and none besides. */
export async function deliveryFaults(ledger: LedgerReader, recordFile: string): Promise<readonly string[]> {
  const rows = await ledger.rows<{ eventId: string }>('SELECT event_id AS "eventId" FROM ledger.payment_transition');
  const decided = rows.map(({ eventId }) => eventId).sort();
  return (['topic', 'webhook'] as const).flatMap((channel) => {
    const deliveries = readDeliveries(recordFile).filter((delivery) => delivery.channel === channel);
    const delivered = deliveries.map((delivery) => eventOf(delivery).eventId ?? '').sort();
    if (JSON.stringify(delivered) === JSON.stringify(decided)) return [];
    return [
      `${channel}: ${delivered.length} deliveries of ${new Set(delivered).size} events, ${decided.length} decided`,
    ];
  });
}

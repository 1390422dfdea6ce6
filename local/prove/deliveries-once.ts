import { setTimeout as wait } from 'node:timers/promises';
import { eventOf } from '../drive/follow';
import type { LedgerReader } from '../drive/ledger-reader';
import { readDeliveries } from '../subscriber/deliveries';

const CHANNELS = ['topic', 'webhook'] as const;
type Rows = Pick<LedgerReader, 'rows'>;
type Channel = (typeof CHANNELS)[number];

const PAUSE_MS = 500;

async function decidedEvents(ledger: Rows): Promise<readonly string[]> {
  const rows = await ledger.rows<{ eventId: string }>('SELECT event_id AS "eventId" FROM ledger.payment_transition');
  return rows.map(({ eventId }) => eventId).sort();
}

function deliveredEvents(recordFile: string, channel: Channel): readonly string[] {
  const deliveries = readDeliveries(recordFile).filter((delivery) => delivery.channel === channel);
  return deliveries.map((delivery) => eventOf(delivery).eventId ?? '').sort();
}

/** Waits until everything was delivered, at most so long; what came twice came twice however long one waits. */
async function untilDelivered(ledger: Rows, recordFile: string, withinMs: number): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until; await wait(PAUSE_MS)) {
    const decided = await decidedEvents(ledger);
    const delivered = CHANNELS.map((channel) => new Set(deliveredEvents(recordFile, channel)));
    if (decided.every((eventId) => delivered.every((events) => events.has(eventId)))) return;
  }
}

/** Compares what reached the merchant with what the ledger decided: each event once on each channel, and none besides. */
export async function deliveryFaults(ledger: Rows, recordFile: string, withinMs: number): Promise<readonly string[]> {
  await untilDelivered(ledger, recordFile, withinMs);
  const decided = await decidedEvents(ledger);
  return CHANNELS.flatMap((channel) => {
    const delivered = deliveredEvents(recordFile, channel);
    if (JSON.stringify(delivered) === JSON.stringify(decided)) return [];
    return [
      `${channel}: ${delivered.length} deliveries of ${new Set(delivered).size} events, ${decided.length} decided`,
    ];
  });
}

import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveryFaults } from '../../../local/prove/deliveries-once';
import type { Delivery } from '../../../local/subscriber/deliveries';

const decided = ['event-1', 'event-2'];
const ledger = { rows: async () => JSON.parse(JSON.stringify(decided.map((eventId) => ({ eventId })))) };
let recordFile: string;

beforeEach(() => {
  recordFile = join(mkdtempSync(join(tmpdir(), 'deliveries-')), 'deliveries.jsonl');
  writeFileSync(recordFile, '');
});

function deliver(channel: Delivery['channel'], ...eventIds: string[]): void {
  for (const eventId of eventIds) {
    const event = JSON.stringify({ eventId });
    const body = channel === 'topic' ? JSON.stringify({ Message: event }) : event;
    appendFileSync(recordFile, `${JSON.stringify({ receivedAt: '', channel, headers: {}, body })}\n`);
  }
}

test('waits for what is late', async () => {
  deliver('topic', ...decided);
  deliver('webhook', 'event-1');
  setTimeout(() => deliver('webhook', 'event-2'), 700);
  await expect(deliveryFaults(ledger, recordFile, 30_000)).resolves.toEqual([]);
});

test('tells what never came, when the time is over', async () => {
  deliver('topic', ...decided);
  deliver('webhook', 'event-2');
  await expect(deliveryFaults(ledger, recordFile, 100)).resolves.toEqual([
    'webhook: 1 deliveries of 1 events, 2 decided',
  ]);
});

test.each([
  ['twice', ['event-1', 'event-1', 'event-2'], 'topic: 3 deliveries of 2 events, 2 decided'],
  ['of nothing that was decided', ['event-1', 'event-2', 'event-3'], 'topic: 3 deliveries of 3 events, 2 decided'],
])('tells what came %s', async (_case, delivered, fault) => {
  deliver('topic', ...delivered);
  deliver('webhook', ...decided);
  await expect(deliveryFaults(ledger, recordFile, 30_000)).resolves.toEqual([fault]);
});

import { setTimeout as wait } from 'node:timers/promises';
import { type Delivery, readDeliveries } from '../subscriber/deliveries';
import type { ApiClient } from './api-client';
import type { LedgerEntry, LedgerReader } from './ledger-reader';

/** Where a payment has come to. */
export interface Journey {
  readonly ledger?: LedgerEntry;
  readonly viewStatus?: string;
  /** Deliveries of the payment's last event. */
  readonly topicDeliveries: number;
  readonly webhookDeliveries: number;
  /** From the start, until the ledger had it and until everything was there. */
  readonly decidedMs?: number;
  readonly settledMs?: number;
}

export interface FollowOptions {
  readonly client: ApiClient;
  readonly ledger: LedgerReader;
  readonly recordFile: string;
  readonly withinMs: number;
}

/** A message that failed comes again when its visibility time-out of three minutes is over: time for two of them, and a margin. */
export const SETTLES_WITHIN_MS = 7 * 60_000;

const PAUSE_MS = 100;

/** The event in a delivery, whichever channel brought it. */
export function eventOf(delivery: Delivery): { readonly eventId?: string; readonly paymentId?: string } {
  const body = JSON.parse(delivery.body);
  return delivery.channel === 'topic' ? JSON.parse(body.Message) : body;
}

function countDeliveries(recordFile: string, channel: Delivery['channel'], eventId: string): number {
  return readDeliveries(recordFile).filter(
    (delivery) => delivery.channel === channel && eventOf(delivery).eventId === eventId,
  ).length;
}

async function viewStatus(client: ApiClient, paymentId: string): Promise<string | undefined> {
  const { json } = await client.call({ method: 'GET', path: `payments/${paymentId}` });
  return typeof json === 'object' && json !== null && 'status' in json ? String(json.status) : undefined;
}

async function look({ client, ledger, recordFile }: FollowOptions, paymentId: string): Promise<Journey> {
  const entry = await ledger.find(paymentId);
  if (!entry) return { topicDeliveries: 0, webhookDeliveries: 0 };
  return {
    ledger: entry,
    viewStatus: await viewStatus(client, paymentId),
    topicDeliveries: countDeliveries(recordFile, 'topic', entry.eventId),
    webhookDeliveries: countDeliveries(recordFile, 'webhook', entry.eventId),
  };
}

function isSettled({ ledger, viewStatus, topicDeliveries, webhookDeliveries }: Journey): boolean {
  return ledger !== undefined && viewStatus === ledger.status && topicDeliveries > 0 && webhookDeliveries > 0;
}

/**
 * Waits until an accepted payment is in ledger, view and notifications, or the time is over; returns how far it came.
 * Looks as often as it gets answers: who asks faster than that is what a busy machine is busy with.
 */
export async function follow(options: FollowOptions, paymentId: string): Promise<Journey> {
  const from = Date.now();
  let decidedMs: number | undefined;
  for (;;) {
    const asked = Date.now();
    const journey = await look(options, paymentId);
    const elapsed = Date.now() - from;
    if (journey.ledger) decidedMs ??= elapsed;
    if (isSettled(journey)) return { ...journey, decidedMs, settledMs: elapsed };
    if (elapsed > options.withinMs) return { ...journey, decidedMs };
    await wait(Math.max(PAUSE_MS, Date.now() - asked));
  }
}

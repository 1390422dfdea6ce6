/**
 * What does the database part of a payment take? Commits (key, payment, transition, postings, outbox in one call) by 16 clients,
 * against a bare ordered-lock transfer on the same server in the same run. Prints percentiles and the ratio; medians of the rounds.
 * Run: tsx bench/commit-payment.ts [rounds] [seconds a round]
 */
import { v7 } from 'uuid';
import { commitCommand } from '../handlers/adapters/postgresql/commit-command';
import type { PaymentDecision } from '../handlers/ports/payment-ledger';
import { startBenchmarkServer } from './ledger/server';

const CLIENTS = 16;
const MERCHANTS = 1_000;
const [rounds = 5, seconds = 4] = process.argv.slice(2).map(Number);

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const anyOf = (count: number) => Math.floor(Math.random() * count);

function aDecision(): PaymentDecision {
  const now = new Date().toISOString();
  const paymentId = v7();
  return {
    instruction: {
      paymentId,
      callerId: 'arn:aws:iam::000000000000:user/bench',
      idempotencyKey: paymentId,
      requestHash: 'a'.repeat(64),
      amount: { amountMinor: 100 + anyOf(10_000), currency: 'EUR' },
      card: {
        token: `tok_${paymentId}`,
        network: 'visa',
        bin: '424242',
        lastFour: '4242',
        maskedPan: '424242******4242',
        expiryMonth: 12,
        expiryYear: 2040,
        fingerprint: 'b'.repeat(44),
      },
      customer: { id: `customer-${anyOf(100_000)}` },
      merchantId: `merchant-${anyOf(MERCHANTS)}`,
      receivedAt: now,
      correlationId: v7(),
    },
    status: 'authorized',
    acquirerReference: 'reference',
    eventId: v7(),
    decidedAt: now,
  };
}

async function run(work: () => Promise<unknown>): Promise<Round> {
  const durations: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  const client = async () => {
    while (performance.now() < end) {
      const begin = performance.now();
      await work();
      durations.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: sorted.length / ((performance.now() - start) / 1_000), p50: at(0.5), p99: at(0.99) };
}

async function main(): Promise<void> {
  const { pool, stop } = await startBenchmarkServer(CLIENTS);
  const commit = () =>
    pool.query('select ledger.commit_payment($1::jsonb)', [JSON.stringify(commitCommand(aDecision()))]);
  const bare = () => {
    const source = 1 + anyOf(2_000);
    return pool.query('select bare.transfer($1, $2, $3, 100)', [v7(), source, 1 + (source % 2_000)]);
  };
  try {
    const results: { commits: Round; transfers: Round }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const result = { transfers: await run(bare), commits: await run(commit) };
      if (round > 0) results.push(result); // the first fills caches
    }
    const row = (name: string, of: Round[]) => ({
      what: name,
      'per second': Math.round(median(of.map(({ perSecond }) => perSecond))),
      'p50 ms': median(of.map(({ p50 }) => p50)).toFixed(1),
      'p99 ms': median(of.map(({ p99 }) => p99)).toFixed(1),
    });
    console.table([
      row(
        'bare transfer',
        results.map(({ transfers }) => transfers),
      ),
      row(
        'whole commit',
        results.map(({ commits }) => commits),
      ),
    ]);
    const ratios = results.map(({ commits, transfers }) => commits.perSecond / transfers.perSecond);
    console.log(
      `whole commit / bare transfer: ${median(ratios).toFixed(2)} (median of ${results.length}, ${CLIENTS} clients)`,
    );
  } finally {
    await stop();
  }
}

void main();

/**
 * What does the judgement of a payment cost the processor, by 50 rules? Once from what the counters answer (features are made of the slots
 * and marks of four busy subjects), and once from ready features. Prints the features of one payment.
 */
import { DEFAULT_FRAUD_RULES } from '../handlers/domain/fraud/default-fraud-rules';
import { type FraudFeatures, fraudFeatures } from '../handlers/domain/fraud/fraud-features';
import type { FraudRule, FraudRules } from '../handlers/domain/fraud/fraud-rules';
import { scoreFraud } from '../handlers/domain/fraud/score-fraud';
import { countsAt, HistoryName, historyAt, type VelocityItem } from '../handlers/domain/fraud/velocity-item';
import { markOf } from '../handlers/domain/fraud/velocity-marks';
import { slotNames, windowSlots } from '../handlers/domain/fraud/velocity-slots';
import type { PaymentInstruction } from '../handlers/domain/payment';
import type { Benchmark, Measured } from './benchmark';
import { aCard, anInstruction } from './instruction';
import { median } from './median';

const RULES = 50;
const PAYMENTS = 2_000;
const ROUNDS = 9;
const GOAL_MS = 0.2;
const AT = new Date('2026-11-21T10:02:00.000Z');

function fiftyRules(): FraudRules {
  const extra = (index: number): FraudRule => ({
    id: `extra-${index}`,
    description: 'three conditions, as in rules of operators',
    when: {
      all: [
        { feature: 'cardAttempts24h', operator: 'atLeast', value: index },
        { feature: 'ipCountry', operator: 'differsFrom', other: 'issuerCountry' },
        { feature: 'amountMinor', operator: 'exceedsLimit', limit: 'large' },
      ],
    },
    scoreModifier: 5,
  });
  const { rules, lists } = DEFAULT_FRAUD_RULES;
  const domains = Array.from({ length: 1_000 }, (_, index) => `disposable-${index}.example`);
  return {
    ...DEFAULT_FRAUD_RULES,
    lists: { ...lists, disposableEmailDomains: domains },
    rules: [...rules, ...Array.from({ length: Math.max(0, RULES - rules.length) }, (_, index) => extra(index))].slice(
      0,
      RULES,
    ),
  };
}

function paymentOf(index: number): PaymentInstruction {
  return anInstruction(`payment-${index}`, {
    amount: { amountMinor: 1_000 + 7_919 * (index % 100), currency: 'CHF' },
    card: aCard({ issuerCountry: 'CH', fingerprint: `fingerprint-${index}` }),
    customer: {
      id: `customer-${index}`,
      email: `payer-${index}@example.com`,
      ipAddress: '203.0.113.7',
      ipCountry: index % 3 ? 'CH' : 'DE',
    },
    receivedAt: AT.toISOString(),
  });
}

/** A subject with an attempt each hour of the week, which is more than an honest one has. */
function busyItem(): VelocityItem {
  const numbers: Record<string, number> = {
    [HistoryName.FIRST_SEEN]: AT.getTime() / 1_000 - 1_000_000,
    [HistoryName.attempts('CHF')]: 168,
    [HistoryName.amount('CHF')]: 1_680_000,
  };
  const marks: Record<string, string[]> = {};
  for (let hour = 0; hour < 168; hour += 1) {
    const at = new Date(AT.getTime() - hour * 3_600_000);
    const names = slotNames(at, 'CHF');
    for (const name of names.attempts) numbers[name] = (numbers[name] ?? 0) + 1;
    for (const name of names.amounts) numbers[name] = (numbers[name] ?? 0) + 10_000;
    const mark = markOf({ idHash: `${hour}`.padStart(12, 'i'), cardHash: `card-${hour % 4}`, at });
    for (const name of hour % 10 ? [names.attemptMarks] : [names.attemptMarks, names.declineMarks]) {
      marks[name] = [...(marks[name] ?? []), mark];
    }
  }
  return { numbers, marks };
}

function featuresOf(payment: PaymentInstruction, item: VelocityItem): FraudFeatures {
  const slots = windowSlots(AT, payment.amount.currency);
  const counts = () => countsAt(item, AT, slots);
  const cardHistory = historyAt(item, AT, payment.amount);
  return fraudFeatures(payment, { card: counts(), customer: counts(), email: counts(), ip: counts(), cardHistory });
}

/** Milliseconds a payment. */
function timed(work: (index: number) => unknown): number {
  const start = performance.now();
  for (let index = 0; index < PAYMENTS; index += 1) work(index);
  return (performance.now() - start) / PAYMENTS;
}

function measure(report: (line: string) => void): Measured {
  const rules = fiftyRules();
  const item = busyItem();
  const payments = Array.from({ length: PAYMENTS }, (_, index) => paymentOf(index));
  const features = payments.map((payment) => featuresOf(payment, item));
  const [fromCounters, fromFeatures]: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round += 1) {
    const whole = timed((index) => scoreFraud(rules, featuresOf(payments[index] ?? paymentOf(index), item)));
    const scoring = timed((index) => scoreFraud(rules, features[index] ?? {}));
    if (round < 0) continue; // the first round compiles
    fromCounters.push(whole);
    fromFeatures.push(scoring);
  }
  const [shown = {}] = features;
  const { outcome, score } = scoreFraud(rules, shown);
  report(`${Object.keys(shown).length} features: ${JSON.stringify(shown)}`);
  report(`${rules.rules.length} rules: score ${score}, ${outcome}; ${PAYMENTS} payments a round, ${ROUNDS} rounds`);
  const ratio = median(fromCounters) / GOAL_MS;
  return {
    ratio,
    measured: `${median(fromCounters).toFixed(3)} ms`,
    reference: `${GOAL_MS} ms`,
    pass: ratio <= 1,
    rows: [row('counters to decision', fromCounters), row('features to decision', fromFeatures)],
  };
}

function row(what: string, rounds: readonly number[]) {
  const [middle, best, worst] = [median(rounds), Math.min(...rounds), Math.max(...rounds)].map((ms) => ms.toFixed(4));
  return { 'ms a payment': what, median: middle ?? '', best: best ?? '', worst: worst ?? '' };
}

export const benchmark: Benchmark = {
  name: 'fraud-scoring',
  goal: `≤ 1 of ${GOAL_MS} ms`,
  run: async (report) => measure(report),
};

import { setTimeout as wait } from 'node:timers/promises';
import { FunctionAsset } from '../../src/contract/assets';
import type { AwsAccess } from '../aws-access';
import { type FollowOptions, follow, type Journey } from './follow';
import { callFunction } from './functions';
import { journeyFaults, type Outcome } from './run-scenarios';
import type { ExpectedPayment } from './scenarios';

export interface SettleOptions extends FollowOptions {
  readonly access: AwsAccess;
}

/** What became of a payment that the acquirer had left open. */
export interface Settlement {
  readonly title: string;
  readonly journey: Journey;
  /** What was not as stated; empty when all went well. */
  readonly faults: readonly string[];
}

interface LeftOpen {
  readonly title: string;
  readonly paymentId: string;
  readonly expected: ExpectedPayment;
}

const PAUSE_MS = 2_000;

function leftOpen({ scenario, paymentId }: Outcome): LeftOpen[] {
  return scenario.settled && paymentId ? [{ title: scenario.title, paymentId, expected: scenario.settled }] : [];
}

/** Calls the reconciler and the sweeper of the outbox, oftener than their schedules do, until each payment has ended or the time is over. */
export async function settleUnresolved(
  options: SettleOptions,
  outcomes: readonly Outcome[],
): Promise<readonly Settlement[]> {
  const payments = outcomes.flatMap(leftOpen);
  const until = Date.now() + options.withinMs;
  while ((await isAnyUnresolved(options, payments)) && Date.now() < until) {
    await callFunction(options.access, FunctionAsset.RECONCILE_PAYMENT);
    await callFunction(options.access, FunctionAsset.RELAY_OUTBOX);
    await wait(PAUSE_MS);
  }
  return Promise.all(
    payments.map(async ({ title, paymentId, expected }) => {
      const journey = await follow(options, paymentId);
      return { title, journey, faults: journeyFaults(journey, expected) };
    }),
  );
}

async function isAnyUnresolved({ ledger }: SettleOptions, payments: readonly LeftOpen[]): Promise<boolean> {
  const entries = await Promise.all(payments.map(({ paymentId }) => ledger.find(paymentId)));
  return entries.some((entry) => entry?.status === 'unresolved');
}

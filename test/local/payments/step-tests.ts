import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { testCardFor } from '../../../local/acquirer/test-cards';
import { amountFor } from '../../../local/acquirer/troubled-amounts';
import type { ApiAnswer } from '../../../local/drive/api-client';
import { callFunction } from '../../../local/drive/functions';
import { problemOf } from '../../../local/drive/run-scenarios';
import { askFor, authorize, runSteps } from '../../../local/drive/run-steps';
import { STEP_SCENARIOS, type StepRoute } from '../../../local/drive/step-scenarios';
import { bookFaults } from '../../../local/prove/acquirer-book';
import { deliveryFaults } from '../../../local/prove/deliveries-once';
import { brokenInvariants } from '../../../local/prove/ledger-invariants';
import { FunctionAsset } from '../../../src/contract/assets';
import { answerViolations } from '../../contract/open-api';
import { type Platform, untilIdle } from './deployed-platform';

const AT_ONCE = 50;
const PAUSE_MS = 2_000;

const order = (amountMinor: number) => ({ card: testCardFor('approve'), amountMinor, currency: 'GBP' });

const declared = (route: StepRoute, { status, headers, text }: ApiAnswer) =>
  answerViolations('POST', `/payments/{id}/${route}`, { status, headers, body: text });

/** What follows an authorization, in the local cloud: over the API, in the ledger, and in the acquirer's own book. */
export function testSteps(platform: () => Platform): void {
  testAnswers(platform);
  testTraces(platform);
}

function testAnswers(platform: () => Platform): void {
  test('every step goes the way that was stated, and is answered as the OpenAPI document says', async () => {
    const outcomes = await runSteps(platform().following, STEP_SCENARIOS);
    expect(outcomes.flatMap(({ scenario, faults }) => faults.map((fault) => `${scenario.title}: ${fault}`))).toEqual(
      [],
    );
    expect(outcomes.flatMap(({ calls }) => calls.flatMap(({ call, answer }) => declared(call.route, answer)))).toEqual(
      [],
    );
  });

  test('of fifty captures at once one wins, and the others are told why not', async () => {
    const paymentId = await authorize(platform().following, { order: order(3_000) });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => askFor(platform(), paymentId, 'capture')));
    const told = Map.groupBy(answers, (answer) => problemOf(answer) ?? String(answer.status));
    expect(told.get('200')).toHaveLength(1);
    expect([...told.keys()].sort()).toEqual(['200', 'already-captured']);
  });

  test('a key that comes fifty times at once takes one refund, and is told the same', async () => {
    const paymentId = await authorize(platform().following, { order: order(3_000) });
    await askFor(platform(), paymentId, 'capture');
    const key = randomUUID();
    const ask = () => askFor(platform(), paymentId, 'refunds', { amountMinor: 1_000, key });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, ask));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ refundedMinor: 1_000 });
  });

  test('a capture whose answer was lost is settled by the reconciler, without its caller', async () => {
    const paymentId = await authorize(platform().following, { order: order(100_000) });
    const amountMinor = amountFor('hang-before-accepting');
    expect(await askFor(platform(), paymentId, 'capture', { amountMinor })).toMatchObject({ status: 202 });
    const isOpen = async () =>
      (await platform().ledger.rows('SELECT FROM ledger.open_submission WHERE payment_id = $1', [paymentId])).length >
      0;
    const until = Date.now() + platform().following.withinMs;
    while ((await isOpen()) && Date.now() < until) {
      await callFunction(platform().access, FunctionAsset.RECONCILE_PAYMENT);
      await wait(PAUSE_MS);
    }
    expect(await isOpen()).toBe(false);
  });

  test('nobody steps a payment without signing, and what is no step has no route', async () => {
    const paymentId = await authorize(platform().following, { order: order(3_000) });
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const post = (path: string, signed: boolean) =>
      platform().client.call({ method: 'POST', path: `payments/${path}`, headers, body: '{}', signed });
    expect(await post(`${paymentId}/capture`, false)).toMatchObject({ status: 404 });
    expect(await post(`${paymentId}/reverse`, true)).toMatchObject({ status: 404 });
    expect(problemOf(await post(`${randomUUID()}/capture`, true))).toBe('payment-not-found');
  });
}

/** What the steps before have left. */
function testTraces(platform: () => Platform): void {
  test('the audit trail says where each payment and each step came from, but for those that nobody called for', async () => {
    const rows = await platform().ledger.rows<{ origin: string; sources: readonly (string | null)[] }>(
      `SELECT facts::jsonb ->> 'origin' AS origin, array_agg(DISTINCT facts::jsonb ->> 'sourceIp') AS sources
       FROM ledger.audit_record WHERE facts::jsonb ->> 'resource' LIKE 'payment/%' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { origin: 'acquirer', sources: [null] },
      { origin: 'payment-api', sources: ['127.0.0.1'] },
      { origin: 'payment-queue', sources: ['127.0.0.1'] },
    ]);
  });

  test('ledger, deliveries and the acquirer’s own book agree', async () => {
    await callFunction(platform().access, FunctionAsset.RELAY_OUTBOX);
    await untilIdle(platform());
    expect(await brokenInvariants(platform().ledger)).toEqual([]);
    expect(await bookFaults(platform().ledger, platform().cloud.state)).toEqual([]);
    const { ledger, recordFile, withinMs } = platform().following;
    expect(await deliveryFaults(ledger, recordFile, withinMs)).toEqual([]);
  });
}

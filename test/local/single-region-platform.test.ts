/** The example in the local cloud, from the API to the subscriber. One deployment for the whole file; its tests build on each other. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { testCardFor } from '../../local/acquirer/test-cards';
import { rotateSecret } from '../../local/commands/rotate';
import type { ApiAnswer } from '../../local/drive/api-client';
import { follow } from '../../local/drive/follow';
import { paymentBody } from '../../local/drive/payment-body';
import { runScenarios } from '../../local/drive/run-scenarios';
import { SCENARIOS } from '../../local/drive/scenarios';
import { deliveryFaults } from '../../local/prove/deliveries-once';
import { findLeaks } from '../../local/prove/leaks';
import { brokenInvariants } from '../../local/prove/ledger-invariants';
import { answerViolations } from '../contract/open-api';
import { type Platform, startPlatform, stopPlatform, writtenSoFar } from './payments/deployed-platform';
import { type MutatedBody, mutatedBody } from './payments/mutated-body';

jest.setTimeout(240_000);

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform('single-region-platform');
});

afterAll(() => stopPlatform(platform));

function post(body: string | Uint8Array, key: string): Promise<ApiAnswer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return platform.client.call({ method: 'POST', path: 'payments', headers, body });
}

const declared = ({ status, headers, text }: ApiAnswer) =>
  answerViolations('POST', '/payments', { status, headers, body: text });

const approved = paymentBody({ card: testCardFor('approve'), amountMinor: 2_500, currency: 'GBP' });

test('every payment goes the way that was stated', async () => {
  const outcomes = await runScenarios(platform.following, SCENARIOS);
  const faults = outcomes.flatMap(({ scenario, faults }) => faults.map((fault) => `${scenario.title}: ${fault}`));
  expect(faults).toEqual([]);
  expect(outcomes.flatMap(({ answer }) => declared(answer))).toEqual([]);
});

test('fifty at once with one key make one payment, and are told the same', async () => {
  const key = randomUUID();
  const send = async (): Promise<ApiAnswer> => {
    const answer = await post(approved, key);
    if (answer.status !== 409) return answer;
    await wait(Number(answer.headers['retry-after']) * 1_000);
    return send();
  };
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);

  const { paymentId } = answers[0].json as { paymentId: string };
  const journey = await follow(platform.following, paymentId);
  expect(journey).toMatchObject({ viewStatus: 'authorized', topicDeliveries: 1, webhookDeliveries: 1 });
  const rows = await platform.ledger.rows('SELECT FROM ledger.idempotency WHERE idempotency_key = $1', [key]);
  expect(rows).toHaveLength(1);
});

test('two thousand mutated bodies are each refused as the contract says, and leave nothing behind', async () => {
  const before = await writtenSoFar(platform);
  const refuse = async ({ wrong, bytes }: MutatedBody) => {
    const answer = await post(bytes, randomUUID());
    const faults = answer.status >= 500 || answer.status < 400 ? [`status ${answer.status}`] : declared(answer);
    if (faults.length > 0) throw new Error(`${wrong}: ${faults.join(', ')}: ${answer.text}`);
  };
  const batch = fc.array(mutatedBody, { minLength: 20, maxLength: 20, size: 'max' });
  await fc.assert(
    fc.asyncProperty(batch, async (bodies) => {
      await Promise.all(bodies.map(refuse));
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(await writtenSoFar(platform)).toEqual(before);
});

test('after a rotation of the credentials payments flow as before', async () => {
  expect(platform.deployment.rotations.length).toBeGreaterThan(0);
  for (const rotation of platform.deployment.rotations) await rotateSecret(platform.access, rotation);
  const { json } = await post(approved, randomUUID());
  const { paymentId } = json as { paymentId: string };
  expect(await follow(platform.following, paymentId)).toMatchObject({ viewStatus: 'authorized' });
});

test('the ledger holds what it must: balanced, one payment a key, an empty outbox', async () => {
  expect(await brokenInvariants(platform.ledger)).toEqual([]);
});

test('every decided payment was told once on each channel', async () => {
  expect(await deliveryFaults(platform.ledger, platform.cloud.state.subscriber.recordFile)).toEqual([]);
});

describe('card data', () => {
  const everywhere = () => ({ ...platform, folder: platform.cloud.state.folder });

  test('no whole card number and no security code is in any log, table, queue, bundle or file', async () => {
    expect(await findLeaks(everywhere())).toEqual([]);
  });
});

/** The example in the local cloud, from the API to the subscriber. One deployment for the whole file; its tests build on each other. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { testCardFor } from '../../local/acquirer/test-cards';
import { clientOptions } from '../../local/aws-access';
import { databaseFolder } from '../../local/cloud-state';
import { rotateSecret } from '../../local/commands/rotate';
import { deployApp } from '../../local/deploy/deploy-example';
import type { ApiAnswer } from '../../local/drive/api-client';
import { follow } from '../../local/drive/follow';
import { callFunction } from '../../local/drive/functions';
import { LedgerReader } from '../../local/drive/ledger-reader';
import { isRetryable } from '../../local/drive/patiently';
import { paymentBody } from '../../local/drive/payment-body';
import { runScenarios } from '../../local/drive/run-scenarios';
import { SCENARIOS } from '../../local/drive/scenarios';
import { settleUnresolved } from '../../local/drive/settle-unresolved';
import { sealAndVerify } from '../../local/prove/audit-trail';
import { deliveryFaults } from '../../local/prove/deliveries-once';
import { findLeaks } from '../../local/prove/leaks';
import { brokenInvariants } from '../../local/prove/ledger-invariants';
import { FunctionAsset } from '../../src/contract/assets';
import { METRICS_NAMESPACE, PaymentMetric } from '../../src/contract/metrics';
import { answerViolations } from '../contract/open-api';
import { countedBy } from '../payment-dashboard/counted-metrics';
import { carelessApp } from './fixtures/careless-app';
import { PATIENCE_MS } from './fixtures/patience';
import { writeOverRecords } from './payments/audited';
import {
  type Platform,
  silent,
  startPlatform,
  stopPlatform,
  untilIdle,
  writtenSoFar,
} from './payments/deployed-platform';
import { sentAndMeasured } from './payments/edge-metrics';
import { emittedMetrics, metricsRead, NOT_BROUGHT_ABOUT } from './payments/emitted-metrics';
import { type MutatedBody, mutatedBody } from './payments/mutated-body';
import { testSteps } from './payments/step-tests';
import { tamperWith } from './payments/tampered-ledger';

jest.setTimeout(PATIENCE_MS);

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

/** Calls that are under way at the same time. */
const AT_ONCE = 50;
/** The answers ask for longer; who does not listen must do no harm. */
const IMPATIENCE_MS = 500;

const approved = paymentBody({ card: testCardFor('approve'), amountMinor: 2_500, currency: 'GBP' });

// first: what they say of the audit trail is of a ledger that knows no schedule yet
describe('steps', () => testSteps(() => platform));

test('every payment goes the way that was stated, and what the acquirer left open is settled', async () => {
  const outcomes = await runScenarios(platform.following, SCENARIOS);
  const faults = outcomes.flatMap(({ scenario, faults }) => faults.map((fault) => `${scenario.title}: ${fault}`));
  expect(faults).toEqual([]);
  expect(outcomes.flatMap(({ answer }) => declared(answer))).toEqual([]);

  const settlements = await settleUnresolved({ ...platform.following, access: platform.access }, outcomes);
  expect(settlements).toHaveLength(SCENARIOS.filter(({ settled }) => settled).length);
  expect(settlements.flatMap(({ title, faults }) => faults.map((fault) => `${title}: ${fault}`))).toEqual([]);
});

test('two thousand mutated bodies are each refused as the contract says, and leave nothing behind', async () => {
  await untilIdle(platform);
  const before = await writtenSoFar(platform);
  const refuse = async ({ wrong, bytes }: MutatedBody) => {
    const answer = await post(bytes, randomUUID());
    const faults = answer.status >= 500 || answer.status < 400 ? [`status ${answer.status}`] : declared(answer);
    if (faults.length > 0) throw new Error(`${wrong}: ${faults.join(', ')}: ${answer.text}`);
  };
  const batch = fc.array(mutatedBody, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' });
  await fc.assert(
    fc.asyncProperty(batch, async (bodies) => {
      await Promise.all(bodies.map(refuse));
    }),
    { numRuns: 2_000 / AT_ONCE, endOnFailure: true },
  );
  expect(await writtenSoFar(platform)).toEqual(before);
});

test('fifty at once with one key make one payment, and are told the same', async () => {
  const key = randomUUID();
  const send = async (): Promise<ApiAnswer> => {
    const answer = await post(approved, key);
    if (!isRetryable(answer)) return answer;
    await wait(IMPATIENCE_MS);
    return send();
  };
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, send));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);

  const { paymentId } = answers[0].json as { paymentId: string };
  const journey = await follow(platform.following, paymentId);
  expect(journey).toMatchObject({ viewStatus: 'authorized', topicDeliveries: 1, webhookDeliveries: 1 });
  const rows = await platform.ledger.rows('SELECT FROM ledger.idempotency WHERE idempotency_key = $1', [key]);
  expect(rows).toHaveLength(1);
});

async function currentSecret(SecretId: string): Promise<Record<string, string>> {
  const client = new SecretsManagerClient(clientOptions(platform.access));
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId }));
  return JSON.parse(SecretString);
}

test('after a rotation of the credentials payments flow as before', async () => {
  expect(platform.deployment.rotations.length).toBeGreaterThan(0);
  for (const rotation of platform.deployment.rotations) {
    const before = await currentSecret(rotation.secretId);
    await rotateSecret(platform.access, rotation);
    const after = await currentSecret(rotation.secretId);
    expect(after).toEqual({ ...before, password: expect.any(String) });
    expect(after.password).not.toBe(before.password);
  }
  const { json } = await post(approved, randomUUID());
  const { paymentId } = json as { paymentId: string };
  expect(await follow(platform.following, paymentId)).toMatchObject({ viewStatus: 'authorized' });
});

test('the ledger holds what it must: balanced, one payment a key, an empty outbox', async () => {
  await untilIdle(platform);
  expect(await brokenInvariants(platform.ledger)).toEqual([]);
});

test('a ledger that was tampered with is found out', async () => {
  const ledger = new LedgerReader(databaseFolder(platform.cloud.state.folder), 1);
  try {
    await tamperWith(ledger);
    expect(await brokenInvariants(ledger)).toEqual([
      expect.stringContaining('what authorizations booked is what was authorized'),
      expect.stringContaining('one payment for each key'),
      expect.stringContaining('cached balances are the sum of the postings'),
      expect.stringContaining('the outbox is empty'),
    ]);
  } finally {
    await ledger.rows('ROLLBACK');
    await ledger.close();
  }
});

test('every decided payment was told once on each channel', async () => {
  const { ledger, recordFile, withinMs } = platform.following;
  expect(await deliveryFaults(ledger, recordFile, withinMs)).toEqual([]);
});

test('every decided payment is in the sealed audit trail, which verifies; written over, it is found out', async () => {
  const sealed = await sealAndVerify(platform.access);
  expect(sealed).toEqual({ status: 0, text: expect.stringContaining('The trail holds.') });
  const decided = await platform.ledger.rows<{ id: string }>(
    'SELECT event_id::text AS id FROM ledger.payment_transition',
  );
  const recorded = await platform.ledger.rows<{ id: string }>(
    `SELECT facts::jsonb #>> '{details,eventId}' AS id FROM ledger.audit_record WHERE facts LIKE '%eventId%'`,
  );
  expect(recorded.map(({ id }) => id).sort()).toEqual(decided.map(({ id }) => id).sort());
  const key = await writeOverRecords(platform);
  expect(await sealAndVerify(platform.access)).toMatchObject({
    status: 1,
    text: expect.stringMatching(`^BROKEN at ${key}: `),
  });
});

describe('metrics', () => {
  const ofOurs = ({ namespace }: { readonly namespace: string }) => namespace.startsWith(METRICS_NAMESPACE);
  const declared = new Map<string, string>(Object.values(PaymentMetric).map(({ name, unit }) => [name, unit]));

  beforeAll(async () => {
    await callFunction(platform.access, FunctionAsset.EXPIRE_PAYMENTS); // which otherwise runs once an hour
  });

  test('functions write those of the contract, in their units, under their own names', async () => {
    const emitted = (await emittedMetrics(platform.access)).filter(ofOurs);
    expect(emitted.length).toBeGreaterThan(1_000);
    for (const { writer, service, dimensions, name, unit } of emitted) {
      expect({ name, unit, dimensions, service }).toEqual({
        name,
        unit: declared.get(name),
        dimensions: ['service'],
        service: writer,
      });
    }
  });

  test('no alarm and no chart is about one that nobody writes', async () => {
    const emitted = await emittedMetrics(platform.access);
    const written = new Set(emitted.map(({ namespace, service, name }) => `${namespace} ${service} ${name}`));
    const unwritten = metricsRead(platform)
      .filter(ofOurs)
      .filter(({ namespace, dimensions, name }) => !written.has(`${namespace} ${dimensions.service} ${name}`));
    const missing = new Set(unwritten.map(({ dimensions, name }) => `${dimensions.service} ${name}`));
    expect([...missing].filter((each) => !NOT_BROUGHT_ABOUT.includes(each))).toEqual([]);
    for (const { dimensions, name } of unwritten) expect(countedBy(String(dimensions.service))).toContain(name);
  });
});

test('what AWS measures of itself is what was sent', async () => {
  const { sent, measured } = await sentAndMeasured(platform, approved);
  expect(measured).toMatchObject(sent);
});

describe('card data', () => {
  const everywhere = () => ({ ...platform, folder: platform.cloud.state.folder });

  test('no whole card number and no security code is in any log, table, queue, bundle or file', async () => {
    expect(await findLeaks(everywhere())).toEqual([]);
  });

  test('the log line of a careless handler, written in Python, is found', async () => {
    const { access, cloud } = platform;
    const app = join(cloud.state.folder, 'careless');
    carelessApp(app).synth();
    await deployApp(silent, cloud.state, 'careless', app);
    const lambda = new LambdaClient(clientOptions(access));
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map((it) => it.FunctionName).find((name) => name?.startsWith('careless'));

    const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: approved }));
    expect(FunctionError).toBeUndefined();
    const answer = JSON.parse(Payload?.transformToString() ?? '{}');
    expect(answer).toMatchObject({ language: 'Python', functionName: FunctionName, amountMinor: 2_500 });

    const place = expect.stringMatching(/^log group .*careless/i);
    const found = await findLeaks(everywhere());
    expect(found).toContainEqual({ place, what: 'card number', masked: expect.stringMatching(/^\d{6}…\d{4}$/) });
    expect(found).toContainEqual({ place, what: 'security code', masked: '***' });
  });
});

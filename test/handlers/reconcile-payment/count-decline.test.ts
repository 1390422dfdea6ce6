/** What the issuer declines is counted, also where nobody but the reconciler hears of it. */
import { v7 } from 'uuid';
import { DynamoDbVelocityCounters } from '../../../handlers/adapters/dynamodb-velocity-counters';
import { velocityAttempt } from '../../../handlers/domain/fraud/velocity';
import type { PaymentDecision } from '../../../handlers/ports/payment-ledger';
import type { StepRequest } from '../../../handlers/ports/payment-steps';
import { type ReconcilePaymentPorts, reconcilePayment } from '../../../handlers/reconcile-payment/reconcile-payment';
import { resolveOnEvidence } from '../../../handlers/reconcile-payment/resolve-on-evidence';
import type { Behaviour } from '../../../local/acquirer/test-cards';
import { aDecision, declinedByRules } from '../fakes/decision';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { anInstruction } from '../fakes/instruction';
import { AMOUNT, POLICY, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('count-decline');
let cloud: EmulatedCloud;
let counters: DynamoDbVelocityCounters;
beforeAll(async () => {
  cloud = await startEmulatedCloud('count-decline');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  counters = new DynamoDbVelocityCounters(cloud.dynamoDb, await cloud.createSessionTable());
});

const ports = () => ({ ...world.ports(), velocityCounters: counters });
const paper = { evidence: 'letter-7', operator: 'anna', outcome: 'declined' } as const;

/** Scored and counted when it came; then the acquirer's answer was lost. */
async function unresolved(behaviour: Behaviour, decided: Partial<PaymentDecision> = {}): Promise<string> {
  const paymentId = world.authorize(behaviour, AMOUNT, v7());
  const fraud: PaymentDecision['fraud'] = { ...declinedByRules.fraud, outcome: 'approve' };
  const decision = aDecision(
    { status: 'unresolved', acquirerReference: undefined, fraud, ...decided },
    { paymentId, idempotencyKey: paymentId, amount: AMOUNT },
  );
  await counters.record(velocityAttempt(decision.instruction));
  await world.ports().ledger.commit(decision);
  return paymentId;
}

function reconcile(paymentId: string, overrides: Partial<ReconcilePaymentPorts> = {}) {
  const open = { paymentId, purpose: 'resolve', amount: AMOUNT, ageSeconds: 301 } as const;
  return reconcilePayment({ ...ports(), ...overrides }, open, POLICY);
}

/** As the next payment of the same customer sees them, by its card, id, e-mail and address. */
async function declinesSeen(): Promise<readonly (number | undefined)[]> {
  const counts = await counters.record(velocityAttempt(anInstruction({ paymentId: v7() })));
  return [counts.card, counts.customer, counts.email, counts.ip].map((count) => count?.['7d'].declines);
}

test('a decline that the acquirer tells late is seen by the next payment', async () => {
  const paymentId = await unresolved('decline');
  expect(await declinesSeen()).toEqual([0, 0, 0, 0]);
  await reconcile(paymentId);
  expect((await world.standing(paymentId))[0]).toBe('declined');
  expect(await declinesSeen()).toEqual([1, 1, 1, 1]);
});

test('it is counted once, by however many, however often', async () => {
  const paymentId = await unresolved('decline');
  await Promise.all(Array.from({ length: 6 }, () => reconcile(paymentId)));
  await reconcile(paymentId);
  expect(await declinesSeen()).toEqual([1, 1, 1, 1]);
});

test.each([
  ['before the ledger has it, and another one begins anew', async () => undefined],
  [
    'right after the ledger has it, so that nobody asks again',
    (request: StepRequest) => world.ports().steps.take(request),
  ],
])('a run that dies %s: the decline is counted', async (_when, begun) => {
  const paymentId = await unresolved('decline');
  const take = async (request: StepRequest) => {
    await begun(request);
    throw new Error('died');
  };
  await expect(reconcile(paymentId, { steps: { take } })).rejects.toThrow('died');
  if ((await world.purposes(paymentId)).length > 0) await reconcile(paymentId);
  expect((await world.standing(paymentId))[0]).toBe('declined');
  expect(await declinesSeen()).toEqual([1, 1, 1, 1]);
});

test.each<[string, Behaviour, Partial<PaymentDecision>]>([
  ['was authorized', 'approve', {}],
  ['was never executed', 'hang-before-accepting', {}],
  ['was not scored when it came', 'decline', { fraud: undefined }],
])('nothing is counted of a payment that %s', async (_how, behaviour, decided) => {
  await reconcile(await unresolved(behaviour, decided));
  expect(await declinesSeen()).toEqual([0, 0, 0, 0]);
});

test('what no window reaches any more is left alone', async () => {
  const paymentId = await unresolved('decline');
  const { clock } = world.ports();
  clock.advance(8 * 24 * 3600);
  await reconcile(paymentId, { clock });
  expect((await world.standing(paymentId))[0]).toBe('declined');
  expect(await declinesSeen()).toEqual([0, 0, 0, 0]);
});

test('a resolution does not wait for counters that are away', async () => {
  const paymentId = await unresolved('decline');
  const { logger } = world.ports();
  const away = { recordDecline: () => Promise.reject(new Error('table is away')) };
  await reconcile(paymentId, { velocityCounters: away, logger });
  expect((await world.standing(paymentId))[0]).toBe('declined');
  expect(logger.lines).toContainEqual(expect.objectContaining({ message: 'decline not counted', paymentId }));
});

describe('on paper', () => {
  test('a decline with a name at the acquirer is counted, once', async () => {
    const said = { ...paper, paymentId: await unresolved('hang-before-accepting'), acquirerReference: 'auth_1' };
    await resolveOnEvidence(ports(), said);
    await resolveOnEvidence(ports(), said);
    expect(await declinesSeen()).toEqual([1, 1, 1, 1]);
  });

  test('one without was never executed, and is not', async () => {
    await resolveOnEvidence(ports(), { ...paper, paymentId: await unresolved('hang-before-accepting') });
    expect(await declinesSeen()).toEqual([0, 0, 0, 0]);
  });

  test('nothing is counted of a payment that stands as authorized, whatever is said', async () => {
    const paymentId = await unresolved('approve');
    await reconcile(paymentId);
    const said = { ...paper, paymentId, acquirerReference: 'auth_1' };
    await expect(resolveOnEvidence(ports(), said)).rejects.toThrow('is authorized, not unresolved');
    expect(await declinesSeen()).toEqual([0, 0, 0, 0]);
  });
});

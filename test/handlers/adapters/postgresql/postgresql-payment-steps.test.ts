import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import type { PaymentEvent } from '../../../../handlers/domain/payment-event';
import type { PaymentDecision } from '../../../../handlers/ports/payment-ledger';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund, reverse } from '../../fakes/step';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('payment-steps');
  const database = server.open({ poolSize: 8 });
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** A payment of 100 francs to a merchant of its own. */
async function pay(overrides: Parameters<typeof aDecision>[0] = {}): Promise<PaymentDecision['instruction']> {
  const decision = aDecision(overrides, { merchantId: v7(), amount: { amountMinor: 100, currency: 'CHF' } });
  await ledger.commit(decision);
  return decision.instruction;
}

const unresolved = { status: 'unresolved', acquirerReference: undefined } as const;
const captured = (status: object) => ({ status: 'captured', ...status });
const VOID: PaymentStep = { kind: 'void' };
const EXPIRE: PaymentStep = { kind: 'expire' };

interface Way {
  readonly name: string;
  readonly decision?: Parameters<typeof aDecision>[0];
  readonly way: readonly PaymentStep[];
  readonly end: object;
  /** Pending and posted credits and posted debits of the merchant. */
  readonly merchant: readonly [number, number, number];
}

const ways: readonly Way[] = [
  { name: 'captured whole', way: [capture()], end: captured({ capturedMinor: 100 }), merchant: [0, 100, 0] },
  { name: 'captured in part', way: [capture(60)], end: captured({ capturedMinor: 60 }), merchant: [40, 60, 0] },
  {
    name: 'captured in parts',
    way: [capture(60), capture(30), capture(10)],
    end: captured({ capturedMinor: 100, sequence: 4 }),
    merchant: [0, 100, 0],
  },
  { name: 'voided', way: [VOID], end: { status: 'voided', releasedMinor: 100 }, merchant: [0, 0, 0] },
  { name: 'expired', way: [EXPIRE], end: { status: 'expired', releasedMinor: 100 }, merchant: [0, 0, 0] },
  {
    name: 'captured in part, the rest voided',
    way: [capture(60), VOID],
    end: captured({ capturedMinor: 60, releasedMinor: 40 }),
    merchant: [0, 60, 0],
  },
  {
    name: 'captured in part, the rest expired',
    way: [capture(60), EXPIRE],
    end: captured({ capturedMinor: 60, releasedMinor: 40 }),
    merchant: [0, 60, 0],
  },
  {
    name: 'refunded whole',
    way: [capture(), refund()],
    end: captured({ refundedMinor: 100 }),
    merchant: [0, 100, 100],
  },
  {
    name: 'refunded in parts between captures',
    way: [capture(50), refund(20), capture(50), refund(70)],
    end: captured({ capturedMinor: 100, refundedMinor: 90 }),
    merchant: [0, 100, 90],
  },
  {
    name: 'captured, and not by the acquirer',
    way: [capture(60), reverse('capture', 2, 60)],
    end: { status: 'authorized', capturedMinor: 0, sequence: 3 },
    merchant: [100, 60, 60],
  },
  {
    name: 'captured in part, not so by the acquirer, and voided after the rest was',
    way: [capture(60), VOID, reverse('capture', 2, 60), VOID],
    end: { status: 'voided', capturedMinor: 0, releasedMinor: 100 },
    merchant: [0, 60, 60],
  },
  {
    name: 'captured in parts, of which the acquirer took one',
    way: [capture(60), capture(40), reverse('capture', 2, 60), capture(60)],
    end: captured({ capturedMinor: 100, sequence: 5 }),
    merchant: [0, 160, 60],
  },
  {
    name: 'refunded, and not by the acquirer',
    way: [capture(), refund(30), reverse('refund', 3, 30), refund(100)],
    end: captured({ capturedMinor: 100, refundedMinor: 100 }),
    merchant: [0, 130, 130],
  },
  {
    name: 'authorized late and captured',
    decision: unresolved,
    way: [{ kind: 'resolve', status: 'authorized' }, capture()],
    end: captured({ capturedMinor: 100 }),
    merchant: [0, 100, 0],
  },
];

const EVENTS = {
  capture: 'Captured',
  void: 'Voided',
  expire: 'Expired',
  refund: 'Refunded',
  resolve: 'Authorized',
  'reverse-capture': 'CaptureReversed',
  'reverse-refund': 'RefundReversed',
};

test.each(ways)('a payment that is $name is posted so, step by step', async ({ decision, way, end, merchant }) => {
  const { paymentId, merchantId } = await pay(decision);
  let position = await steps.find(paymentId);
  for (const step of way) {
    const result = await steps.take(aStep(paymentId, step, { seen: position, acquirerReference: 'acquirer-step' }));
    expect(result).toEqual({ outcome: 'taken', position: await steps.find(paymentId) });
    if (result.outcome === 'taken') position = result.position;
  }
  expect(position).toMatchObject(end);
  const rows = await server.sql(
    'select credits_pending, credits_posted, debits_posted from ledger.account_state where owner_id = $1',
    [merchantId],
  );
  expect(rows.flatMap((row) => Object.values(row).map(Number))).toEqual(merchant);
  const events = await server.sql<{ event: PaymentEvent }>(
    'select event::json from ledger.outbox where payment_id = $1 order by position offset 1',
    [paymentId],
  );
  expect(events.map(({ event }) => [event.eventType, event.sequence])).toEqual(
    way.map(({ kind }, index) => [`Payment${EVENTS[kind]}`, index + 2]),
  );
  const { capturedMinor, releasedMinor, refundedMinor } = position ?? {};
  expect(events.at(-1)?.event).toMatchObject({ capturedMinor, releasedMinor, refundedMinor });
});

test('a payment that is declined late moves nothing and says why', async () => {
  const { paymentId, merchantId, callerId, idempotencyKey } = await pay(unresolved);
  const step = { kind: 'resolve', status: 'declined', declineCode: 'do-not-honor' } as const;
  expect(await steps.take(aStep(paymentId, step))).toMatchObject({ position: { status: 'declined', sequence: 2 } });
  expect(await ledger.find(callerId, idempotencyKey)).toMatchObject({
    status: 'declined',
    declineCode: 'do-not-honor',
  });
  expect(await server.sql('select from ledger.account where owner_id = $1', [merchantId])).toEqual([]);
});

test('refunds are children of their payment', async () => {
  const { paymentId } = await pay();
  const [first, second] = [refund(30), refund(20)];
  for (const step of [capture(), first, second]) await steps.take(aStep(paymentId, step));
  const rows = await server.sql('select refund_id from ledger.refund where payment_id = $1 order by sequence', [
    paymentId,
  ]);
  expect(rows).toEqual([first, second].map((step) => ({ refund_id: step.kind === 'refund' && step.refundId })));
});

test('what the decision knew is known after each step', async () => {
  const fraud = { rulesVersion: '7', score: 10, outcome: 'approve', executions: [], features: {} } as const;
  const { paymentId, callerId, idempotencyKey } = await pay({ fraud });
  await steps.take(aStep(paymentId, capture(), { acquirerReference: 'acquirer-capture' }));
  expect(await ledger.find(callerId, idempotencyKey)).toMatchObject({
    status: 'captured',
    sequence: 2,
    acquirerReference: 'acquirer-1',
    fraud,
  });
});

test('what the caller saw long ago is corrected, and what it refuses is asked again', async () => {
  const { paymentId } = await pay(unresolved);
  const seen = await steps.find(paymentId);
  await steps.take(aStep(paymentId, { kind: 'resolve', status: 'authorized' }));
  expect(await steps.take(aStep(paymentId, capture(), { seen }))).toMatchObject({ outcome: 'taken' });
  expect(await steps.take(aStep(paymentId, VOID, { seen }))).toMatchObject({ refusal: 'already-captured' });
});

test('fails when the caller saw what never was, and keeps nothing of it', async () => {
  const { paymentId } = await pay();
  const seen = await steps.find(paymentId);
  const ahead = aStep(paymentId, capture(), { seen: seen && { ...seen, sequence: 3 } });
  await expect(steps.take(ahead)).rejects.toThrow(/was never authorized at step 3/);
  expect(await steps.take({ ...ahead, seen })).toMatchObject({ outcome: 'taken' });
});

test('fails when the caller saw a status that the payment did not have', async () => {
  const { paymentId } = await pay(unresolved);
  const seen = await steps.find(paymentId);
  const invented = aStep(paymentId, capture(), { seen: seen && { ...seen, status: 'authorized' } });
  await expect(steps.take(invented)).rejects.toThrow(/was never authorized at step 1/);
});

test('a payment that nobody made is unknown', async () => {
  expect(await steps.take(aStep(v7(), capture()))).toEqual({ outcome: 'unknown-payment' });
  expect(await steps.find(v7())).toBeUndefined();
});

test.each([0, -5, 0.5])('fails to capture %d', async (amountMinor) => {
  const { paymentId } = await pay();
  await expect(steps.take(aStep(paymentId, capture(amountMinor)))).rejects.toThrow();
  expect(await steps.find(paymentId)).toMatchObject({ status: 'authorized', sequence: 1 });
});

describe('whatever the code plans, the ledger refuses', () => {
  test.each([
    ['more than is authorized', { capturedMinor: -50 }, capture(101), /captured_within_authorized/],
    ['more than was captured', { capturedMinor: 150 }, refund(101), /refunded_within_captured/],
  ])('%s', async (_name, wrong, step, constraint) => {
    const { paymentId } = await pay();
    const taken = step.kind === 'refund' ? await steps.take(aStep(paymentId, capture())) : undefined;
    const truth = taken?.outcome === 'taken' ? taken.position : await steps.find(paymentId);
    const seen = truth && { ...truth, ...wrong };
    await expect(steps.take(aStep(paymentId, step, { seen }))).rejects.toThrow(constraint);
  });
});

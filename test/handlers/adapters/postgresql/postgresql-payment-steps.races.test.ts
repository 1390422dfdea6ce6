import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { PaymentPosition } from '../../../../handlers/domain/ledger/payment-position';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import type { StepResult } from '../../../../handlers/ports/payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund } from '../../fakes/step';

const PAYMENTS = Number(process.env.RACE_PAYMENTS ?? 1_000);

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let clients: readonly PostgresqlPaymentSteps[];

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('step-races');
  ledger = new PostgresqlPaymentLedger(server.open({ poolSize: 8 }));
  clients = [1, 2].map(() => new PostgresqlPaymentSteps(server.open({ poolSize: 8 })));
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

async function pay(): Promise<PaymentPosition> {
  const decision = aDecision(
    {},
    { amount: { amountMinor: 100, currency: 'CHF' }, merchantId: `merchant-${v7().at(-1)}` },
  );
  await ledger.commit(decision);
  return positionOf(await clients[0]?.find(decision.instruction.paymentId));
}

function positionOf(position: PaymentPosition | undefined): PaymentPosition {
  if (!position) throw new Error('the payment must be there');
  return position;
}

/** Both clients saw the payment at the same place, and take their steps at once. */
function together(seen: PaymentPosition, ...steps: readonly PaymentStep[]): Promise<StepResult[]> {
  const requests = steps.map((step) => aStep(seen.paymentId, step, { seen }));
  return Promise.all(requests.map((request, index) => client(index).take(request)));
}

function client(index: number): PostgresqlPaymentSteps {
  const one = clients[index % clients.length];
  if (!one) throw new Error('there are two clients');
  return one;
}

const summary = (results: readonly StepResult[]) =>
  results.map((result) => (result.outcome === 'refused' ? result.refusal : result.outcome)).sort();

test(`${PAYMENTS} double captures, then double refunds, all at once, have exactly one winner each`, async () => {
  const payments = await Promise.all(Array.from({ length: PAYMENTS }, pay));
  const captures = await Promise.all(payments.map((seen) => together(seen, capture(100), capture(100))));
  expect(new Set(captures.map((pair) => summary(pair).join(' ')))).toEqual(new Set(['already-captured taken']));

  const captured = captures.map(([first]) => (first && 'position' in first ? first.position : undefined));
  const refunds = await Promise.all(captured.map((seen) => together(positionOf(seen), refund(100), refund(100))));
  expect(new Set(refunds.map((pair) => summary(pair).join(' ')))).toEqual(new Set(['already-refunded taken']));

  const [counts] = await server.sql(
    `select (select count(*)::int from ledger.transfer where kind = 'capture') as captures,
       (select count(*)::int from ledger.transfer where kind = 'refund') as refunds,
       (select count(*)::int from ledger.outbox) as events`,
  );
  expect(counts).toEqual({ captures: PAYMENTS, refunds: PAYMENTS, events: 3 * PAYMENTS });
}, 120_000);

test.each<[string, readonly PaymentStep[], readonly string[]]>([
  ['a capture and a void', [capture(), { kind: 'void' }], ['already-captured taken', 'already-voided taken']],
  ['a void and an expiry', [{ kind: 'void' }, { kind: 'expire' }], ['already-expired taken', 'already-voided taken']],
  ['two captures of more than half', [capture(60), capture(60)], ['amount-exceeds-authorized taken']],
  ['two captures of half', [capture(50), capture(50)], ['taken taken']],
])('%s at once end in an order, whichever it is', async (_name, steps, possible) => {
  for (let round = 0; round < 50; round += 1) {
    const results = await together(await pay(), ...steps);
    expect(possible).toContain(summary(results).join(' '));
  }
});

test('of 40 refunds at once, as many get through as there is money', async () => {
  const seen = await pay();
  await client(0).take(aStep(seen.paymentId, capture(), { seen }));
  const captured = positionOf(await client(0).find(seen.paymentId));
  const results = await together(captured, ...Array.from({ length: 40 }, () => refund(4)));
  expect(summary(results).filter((outcome) => outcome === 'taken')).toHaveLength(25);
  expect(await client(0).find(seen.paymentId)).toMatchObject({ capturedMinor: 100, refundedMinor: 100 });
});

test('a key that comes 50 times at once takes one step', async () => {
  const seen = await pay();
  const request = aStep(seen.paymentId, capture(30), { seen });
  const tries = Array.from({ length: 50 }, (_, index) => client(index).take({ ...request, eventId: v7() }));
  const outcomes = summary(await Promise.all(tries));
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(49);
  expect(await client(0).find(seen.paymentId)).toMatchObject({ capturedMinor: 30, sequence: 2 });
});

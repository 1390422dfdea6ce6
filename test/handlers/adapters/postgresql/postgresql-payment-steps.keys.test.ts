import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture } from '../../fakes/step';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('step-keys');
  const database = server.open();
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** A payment of 100 francs. */
async function pay() {
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  await ledger.commit(decision);
  return decision.instruction;
}

test('a key that comes again answers with where it led, whatever happened since', async () => {
  const { paymentId } = await pay();
  const request = aStep(paymentId, capture(60));
  const first = await steps.take(request);
  await steps.take(aStep(paymentId, { kind: 'void' }));
  expect(await steps.take(request)).toEqual(first);
  expect(await steps.take({ ...request, eventId: v7() })).toEqual({ ...first, outcome: 'replayed' });
});

test('a key that comes with another request or for another payment is a mismatch', async () => {
  const [one, other] = [await pay(), await pay()];
  const request = aStep(one.paymentId, capture());
  await steps.take(request);
  expect(await steps.take({ ...request, requestHash: 'another' })).toEqual({ outcome: 'mismatch' });
  expect(await steps.take({ ...request, paymentId: other.paymentId })).toEqual({ outcome: 'mismatch' });
  expect(await steps.find(other.paymentId)).toMatchObject({ status: 'authorized' });
});

test('the key of a step that was refused stays free', async () => {
  const { paymentId } = await pay();
  const request = aStep(paymentId, capture(101));
  expect(await steps.take(request)).toMatchObject({ outcome: 'refused', refusal: 'amount-exceeds-authorized' });
  expect(await steps.take({ ...request, step: capture(100) })).toMatchObject({ outcome: 'taken' });
});

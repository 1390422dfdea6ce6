import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund } from '../../fakes/step';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('step-invariants');
  const database = server.open();
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  await new PostgresqlPaymentLedger(database).commit(decision);
  const steps = new PostgresqlPaymentSteps(database);
  for (const step of [capture(60), refund(30), { kind: 'void' } as const]) {
    await steps.take(aStep(decision.instruction.paymentId, step));
  }
});
afterAll(() => server.stop());

test('a payment captured in part, refunded in part and voided for the rest breaks no promise', async () => {
  expect(await server.violations()).toEqual([]);
});

test.each([
  [
    'a total that says less',
    'update ledger.payment_transition set captured_minor = captured_minor - 1 where sequence = 2',
    ['totals of a step do not follow from the step before'],
  ],
  [
    'a step of another amount',
    'update ledger.payment_transition set step_minor = step_minor - 1 where sequence = 3',
    ['totals of a step do not follow from the step before'],
  ],
  [
    'a step of a smaller payment',
    'update ledger.payment_transition set amount_minor = 100 + amount_minor where sequence = 3',
    ['totals of a step do not follow from the step before'],
  ],
  [
    'a capture without postings of its own',
    `delete from ledger.posting where sequence = 2`,
    ['cached balance differs from the postings', 'postings of a payment differ from its totals'],
  ],
  [
    'a refund that became a child of a capture',
    'update ledger.refund set sequence = 2',
    ['refund is no child of a refunding step', 'step refunds and has no child'],
  ],
  ['a refund without its child', 'delete from ledger.refund', ['step refunds and has no child']],
])('%s is found', async (_name, change, expected) => {
  expect(await server.violationsAfter(change)).toEqual(expected);
});

import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep } from '../../fakes/step';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('unresolved-invariants');
  const database = server.open();
  const ledger = new PostgresqlPaymentLedger(database);
  const [open, resolved] = [0, 1].map(() => aDecision({ status: 'unresolved', acquirerReference: undefined }));
  for (const decision of [open, resolved, aDecision()]) await ledger.commit(decision);
  const { paymentId } = resolved.instruction;
  await new PostgresqlPaymentSteps(database).take(aStep(paymentId, { kind: 'resolve', status: 'authorized' }));
});
afterAll(() => server.stop());

test('payments that are unresolved, resolved, and never were, break no promise', async () => {
  expect(await server.violations()).toEqual([]);
});

test.each([
  [
    'an unresolved payment that nobody asks about',
    'delete from ledger.open_authorization',
    "unresolved payment is nobody's work",
  ],
  [
    'one that is taken for an orphan',
    `update ledger.open_authorization set purpose = 'release'`,
    "unresolved payment is nobody's work",
  ],
  [
    'a resolved payment that is asked about',
    `insert into ledger.open_authorization (payment_id, purpose, amount_minor, currency)
     select payment_id, 'resolve', 1, 'CHF' from ledger.payment_transition where step = 'resolve'`,
    'resolved payment is still asked about',
  ],
])('%s is found', async (_name, change, expected) => {
  expect(await server.violationsAfter(change)).toEqual([expected]);
});

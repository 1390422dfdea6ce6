import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../../../handlers/adapters/postgresql/postgresql-submissions';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, reverse } from '../../fakes/step';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('submission-invariants');
  const database = server.open();
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  const { paymentId } = decision.instruction;
  await new PostgresqlPaymentLedger(database).commit(decision);
  const steps = new PostgresqlPaymentSteps(database);
  for (const step of [capture(60), reverse('capture', 2, 60), capture(50), { kind: 'void' } as const]) {
    await steps.take(aStep(paymentId, step));
  }
  const submissions = new PostgresqlSubmissions(database);
  const accepted = await submissions.find(paymentId, 4);
  if (accepted) await submissions.recordAccepted(accepted, 'capture-1');
});
afterAll(() => server.stop());

test('a payment with a reversed, an accepted and an open step breaks no promise', async () => {
  expect(await server.violations()).toEqual([]);
});

test.each([
  [
    'a step of which the acquirer was not to be told',
    'delete from ledger.open_submission',
    ['step is neither to be submitted nor answered, or both'],
  ],
  [
    'a step that is open after its answer',
    'insert into ledger.open_submission (payment_id, sequence) select payment_id, 4 from ledger.payment',
    ['step is neither to be submitted nor answered, or both'],
  ],
  [
    'a submission of a decision',
    'insert into ledger.open_submission (payment_id, sequence) select payment_id, 1 from ledger.payment',
    ['submission belongs to no step that is submitted'],
  ],
  [
    'a refused capture that stands',
    `update ledger.submission_outcome set outcome = 'refused', acquirer_reference = null where sequence = 4`,
    ['refused step and its reversal do not belong together'],
  ],
  [
    'a refused capture that another step takes back',
    'update ledger.submission_outcome set reversed_by = 4 where sequence = 2',
    ['refused step and its reversal do not belong together'],
  ],
])('%s is found', async (_name, change, expected) => {
  expect(await server.violationsAfter(change)).toEqual(expected);
});

test('an answer of the acquirer is never changed', async () => {
  await expect(server.sql('update ledger.submission_outcome set reversed_by = null')).rejects.toThrow(/is append-only/);
});

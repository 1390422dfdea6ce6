import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSettlements } from '../../../../handlers/adapters/postgresql/postgresql-settlements';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture } from '../../fakes/step';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('settlement-invariants');
  const database = server.open();
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  const { paymentId } = decision.instruction;
  await new PostgresqlPaymentLedger(database).commit(decision);
  const steps = new PostgresqlPaymentSteps(database);
  for (const amountMinor of [60, 40]) await steps.take(aStep(paymentId, capture(amountMinor)));
  const line = { kind: 'capture', acquirerReference: 'cap_1', currency: 'CHF' } as const;
  const lines = [
    { ...line, reference: `${paymentId}/2`, amountMinor: 60 },
    { ...line, reference: `${paymentId}/3`, amountMinor: 41 },
    { ...line, reference: 'order-7', amountMinor: 1 },
  ];
  const takenAt = new Date().toISOString();
  await new PostgresqlSettlements(database).settle(
    { batchId: 'batch-1', settlementDate: '2026-11-20', lines },
    { takenAt, dueBefore: takenAt, origin: 'batch.csv' },
  );
});
afterAll(() => server.stop());

test('a batch with a match and differences breaks no promise', async () => {
  expect(await server.violations()).toEqual([]);
});

const UNTRUE = 'matched line does not say what its step says';
const INCOMPLETE = 'lines of a batch are not those that its report counts';

test.each([
  [
    'a matched line with another amount',
    "update ledger.settlement_line set amount_minor = 61 where class = 'matched'",
    UNTRUE,
  ],
  [
    'a matched line in another currency',
    "update ledger.settlement_line set currency = 'EUR' where class = 'matched'",
    UNTRUE,
  ],
  ['a matched line of a refund', "update ledger.settlement_line set kind = 'refund' where class = 'matched'", UNTRUE],
  [
    'a matched line of another reference',
    "update ledger.settlement_line set reference = 'x' where class = 'matched'",
    UNTRUE,
  ],
  [
    'a difference that was made a match',
    "update ledger.settlement_line set class = 'matched' where class = 'amount-differs'",
    UNTRUE,
  ],
  ['a line that is gone', "delete from ledger.settlement_line where class = 'missing-here'", INCOMPLETE],
])('%s is found', async (_name, change, expected) => {
  expect(await server.violationsAfter(change)).toEqual([expected]);
});

import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlVelocityAttempts } from '../../../../handlers/adapters/postgresql/postgresql-velocity-attempts';
import { velocityAttempt } from '../../../../handlers/domain/fraud/velocity';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision, declinedByRules } from '../../fakes/decision';

let server: DatabaseServer;
let attempts: PostgresqlVelocityAttempts;
let ledger: PostgresqlPaymentLedger;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('velocity-attempts');
  const database = server.open();
  attempts = new PostgresqlVelocityAttempts(database);
  ledger = new PostgresqlPaymentLedger(database);
});
afterAll(() => server.stop());

test.each([
  ['everybody', {}],
  ['a customer with nothing but an id', { customer: { id: 'customer-2' } }],
  ['a moment within a second', { receivedAt: '2026-11-21T10:02:00.987Z' }],
  ['the largest amount', { amount: { amountMinor: 999_999_999_999, currency: 'JPY' } }],
])('finds what a payment was counted as: %s', async (_what, asked) => {
  const decision = aDecision(declinedByRules, asked);
  await ledger.commit(decision);
  const { instruction } = decision;
  await expect(attempts.find(instruction.paymentId)).resolves.toEqual(velocityAttempt(instruction));
});

test('finds nothing of a payment that was not scored, nor of one that is none', async () => {
  const { instruction, ...unscored } = aDecision();
  await ledger.commit({ instruction, ...unscored });
  await expect(attempts.find(instruction.paymentId)).resolves.toBeUndefined();
  await expect(attempts.find(v7())).resolves.toBeUndefined();
});

import { v7 } from 'uuid';
import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { limitMerchants, payOut } from '../../fakes/limited-merchants';
import { aStep, capture, refund, reverse } from '../../fakes/step';

let server: DatabaseServer;
let database: LedgerDatabase;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('step-limits');
  await limitMerchants(server, 100);
  database = server.open();
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** A payment to a merchant that may hold 100. */
async function pay(merchantId: string, amountMinor: number, status: 'authorized' | 'unresolved' = 'authorized') {
  const amount = { amountMinor, currency: 'CHF' };
  const decision = aDecision({ status, acquirerReference: undefined }, { merchantId, amount });
  await ledger.commit(decision);
  return decision.instruction.paymentId;
}

const AUTHORIZED = { kind: 'resolve', status: 'authorized' } as const;

/** What the ledger keeps of a payment, whatever its status. */
const rowsOf = (paymentId: string) =>
  server.sql(
    `select (select count(*)::int from ledger.payment_transition where payment_id = $1) as steps,
       (select count(*)::int from ledger.posting where payment_id = $1) as postings,
       (select count(*)::int from ledger.open_submission where payment_id = $1) as submissions,
       (select count(*)::int from ledger.outbox where payment_id = $1) as events,
       (select count(*)::int from ledger.audit_record where facts::jsonb ->> 'resource' = 'payment/' || $1) as records`,
    [paymentId],
  );

test('a refund that would overdraw an account is refused, leaves nothing, and its key stays free', async () => {
  const merchantId = v7();
  const paymentId = await pay(merchantId, 60);
  await steps.take(aStep(paymentId, capture()));
  await payOut(database, merchantId, 20);
  const [seen, before] = [await steps.find(paymentId), await rowsOf(paymentId)];
  const request = aStep(paymentId, refund(41), { seen });
  const refused = { outcome: 'refused', refusal: 'account-limit', position: seen };
  expect(await steps.take(request)).toEqual(refused);
  expect(await steps.take({ ...request, seen: undefined })).toEqual(refused);
  expect(await rowsOf(paymentId)).toEqual(before);
  await steps.take(aStep(await pay(merchantId, 1), capture()));
  expect(await steps.take(request)).toMatchObject({ outcome: 'taken', position: { refundedMinor: 41 } });
});

test('a reversal that would take an account past its limit is refused, and possible when there is room', async () => {
  const merchantId = v7();
  const paymentId = await pay(merchantId, 60);
  for (const step of [capture(), refund(30)]) await steps.take(aStep(paymentId, step));
  const other = await pay(merchantId, 70);
  const reversal = aStep(paymentId, reverse('refund', 3, 30));
  expect(await steps.take(reversal)).toMatchObject({ outcome: 'refused', refusal: 'account-limit' });
  await steps.take(aStep(other, { kind: 'void' }));
  expect(await steps.take(reversal)).toMatchObject({ outcome: 'taken', position: { refundedMinor: 0 } });
});

test('a capture of what is reserved is never past a limit', async () => {
  const paymentId = await pay(v7(), 100);
  expect(await steps.take(aStep(paymentId, capture()))).toMatchObject({ outcome: 'taken' });
});

describe('an authorization that comes late, past the limit of an account', () => {
  test('is taken as declined, without a name for what the acquirer is to get back', async () => {
    const merchantId = v7();
    const paymentId = await pay(merchantId, 31, 'unresolved');
    await pay(merchantId, 70);
    const request = aStep(paymentId, AUTHORIZED, { acquirerReference: 'acquirer-late' });
    const result = await steps.take(request);
    expect(result).toMatchObject({ outcome: 'taken', position: { status: 'declined', sequence: 2 } });
    expect(await steps.take({ ...request, eventId: v7() })).toEqual({ ...result, outcome: 'replayed' });
    const rows = await server.sql(
      'select decline_code, acquirer_reference from ledger.payment_transition where payment_id = $1 and sequence = 2',
      [paymentId],
    );
    expect(rows).toEqual([{ decline_code: 'account-limit', acquirer_reference: null }]);
    const open = await server.sql('select purpose from ledger.open_authorization where payment_id = $1', [paymentId]);
    expect(open).toEqual([{ purpose: 'release' }]);
  });

  test('of two at once, together past it, one is authorized', async () => {
    for (let round = 0; round < 20; round += 1) {
      const merchantId = v7();
      const late = [await pay(merchantId, 51, 'unresolved'), await pay(merchantId, 50, 'unresolved')];
      const results = await Promise.all(late.map((paymentId) => steps.take(aStep(paymentId, AUTHORIZED))));
      const ends = results.map((result) => 'position' in result && result.position.status);
      expect(ends.sort()).toEqual(['authorized', 'declined']);
    }
  });
});

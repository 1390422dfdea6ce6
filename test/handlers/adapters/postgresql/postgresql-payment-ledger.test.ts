import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import type { PaymentDecision } from '../../../../handlers/ports/payment-ledger';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision, again, declinedByRules } from '../../fakes/decision';
import { recordingLogger } from '../../fakes/recording-logger';

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('payment-ledger');
  ledger = new PostgresqlPaymentLedger(server.open({ poolSize: 50 }));
});
afterAll(async () => {
  expect(await server.violations()).toEqual([]);
  await server.stop();
});

const decisions: readonly (readonly [string, PaymentDecision])[] = [
  ['authorized', aDecision()],
  ['declined by the acquirer', aDecision({ status: 'declined', declineCode: 'do-not-honor' })],
  ['declined by fraud rules', aDecision(declinedByRules)],
  ['unresolved', aDecision({ status: 'unresolved', acquirerReference: undefined })],
  ['failed', aDecision({ status: 'failed', declineCode: 'request-refused' })],
  ['without anything optional', aDecision({}, { merchantReference: undefined, customer: { id: 'customer-2' } })],
  ['of a merchant whose id is full of marks', aDecision({}, { merchantId: `m"\\,()'{} é` })],
  ['of the largest amount', aDecision({}, { amount: { amountMinor: 999_999_999_999, currency: 'JPY' } })],
];

describe('a decision', () => {
  test.each(decisions)('that is %s is found as it was committed', async (_name, decision) => {
    const result = await ledger.commit(decision);
    const { callerId, idempotencyKey } = decision.instruction;
    const found = await ledger.find(callerId, idempotencyKey);
    expect(result).toEqual({ outcome: 'committed', payment: found });
    const { instruction, eventId: _eventId, decidedAt, ...decided } = decision;
    expect(found).toEqual({ ...instruction, ...decided, sequence: 1, updatedAt: decidedAt });
  });

  test('reserves its amount only when it is an authorization', async () => {
    const merchantId = 'merchant-of-one';
    await ledger.commit(aDecision({ status: 'declined', declineCode: 'do-not-honor' }, { merchantId }));
    await ledger.commit(aDecision({}, { merchantId, amount: { amountMinor: 1_250, currency: 'CHF' } }));
    const rows = await server.sql(
      'select kind, debits_pending, credits_pending, debits_posted, credits_posted from ledger.account_state where owner_id = $1',
      [merchantId],
    );
    const nothing = '0';
    expect(rows).toEqual([
      {
        kind: 'merchant-payable',
        debits_pending: nothing,
        credits_pending: '1250',
        debits_posted: nothing,
        credits_posted: nothing,
      },
    ]);
  });

  test('is in the audit trail with its caller, and with where that sat', async () => {
    const sourceIp = '198.51.100.7';
    const decisions = [aDecision({}, { sourceIp }), aDecision()];
    for (const decision of decisions) await ledger.commit(decision);
    const rows = await server.sql(
      `select facts::jsonb - 'details' as facts from ledger.audit_record
       where facts::jsonb #>> '{details,eventId}' = any ($1) order by facts::jsonb ? 'sourceIp' desc`,
      [decisions.map(({ eventId }) => eventId)],
    );
    const facts = decisions.map(({ instruction, decidedAt }) => ({
      occurredAt: decidedAt,
      actor: instruction.callerId,
      action: 'PaymentAuthorized',
      outcome: 'success',
      origin: 'payment-queue',
      resource: `payment/${instruction.paymentId}`,
      ...(instruction.sourceIp && { sourceIp }),
    }));
    expect(rows).toEqual(facts.map((each) => ({ facts: each })));
  });

  test('leaves one event for the relay', async () => {
    const decision = aDecision({ ...declinedByRules, declineCode: 'do-not-honor' });
    await ledger.commit(decision);
    const rows = await server.sql('select event::json from ledger.outbox where payment_id = $1', [
      decision.instruction.paymentId,
    ]);
    expect(rows).toEqual([
      {
        event: {
          eventId: decision.eventId,
          eventType: 'PaymentDeclined',
          version: 1,
          occurredAt: decision.decidedAt,
          correlationId: 'correlation-1',
          paymentId: decision.instruction.paymentId,
          sequence: 1,
          status: 'declined',
          amountMinor: 4_200,
          currency: 'CHF',
          merchantId: 'merchant-1',
          merchantReference: 'order 7',
          maskedPan: '400000******0009',
          network: 'visa',
          declineCode: 'do-not-honor',
          fraudOutcome: 'decline',
        },
      },
    ]);
  });
});

describe('a key', () => {
  test('that comes 50 times at once makes one payment', async () => {
    const decision = aDecision();
    const { callerId, idempotencyKey } = decision.instruction;
    const tries = Array.from({ length: 50 }, () => aDecision({}, { ...decision.instruction, paymentId: v7() }));
    const results = await Promise.all(tries.map((one) => ledger.commit(one)));

    expect(results.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(49);
    const ids = results.map((result) => (result.outcome === 'mismatch' ? 'none' : result.payment.paymentId));
    const winner = (await ledger.find(callerId, idempotencyKey))?.paymentId;
    expect(new Set(ids)).toEqual(new Set([winner]));
    const [counts] = await server.sql(
      `select (select count(*)::int from ledger.payment where payment_id = any ($1)) as payments,
         (select count(*)::int from ledger.transfer where payment_id = any ($1)) as transfers,
         (select count(*)::int from ledger.outbox where payment_id = any ($1)) as events`,
      [tries.map(({ instruction }) => instruction.paymentId)],
    );
    expect(counts).toEqual({ payments: 1, transfers: 1, events: 1 });
  });

  test('that comes again answers with what was committed, whatever was decided later', async () => {
    const decision = aDecision();
    await ledger.commit(decision);
    const later = again({
      ...decision,
      status: 'declined',
      declineCode: 'do-not-honor',
      decidedAt: '2027-01-01T00:00:00.000Z',
    });
    expect(await ledger.commit(later)).toMatchObject({
      outcome: 'replayed',
      payment: { status: 'authorized', sequence: 1 },
    });
  });

  test('that is taken is an answer, and no failure of the database', async () => {
    const logger = recordingLogger();
    const watched = new PostgresqlPaymentLedger(server.open({ logger }));
    const decision = aDecision();
    await watched.commit(decision);
    expect(await watched.commit(again(decision))).toMatchObject({ outcome: 'replayed' });
    expect(logger.lines).toEqual([]);
  });

  test('that comes with another request is a mismatch and changes nothing', async () => {
    const decision = aDecision();
    await ledger.commit(decision);
    const other = aDecision({}, { idempotencyKey: decision.instruction.idempotencyKey, requestHash: 'another' });
    expect(await ledger.commit(other)).toEqual({ outcome: 'mismatch' });
    expect(await server.sql('select from ledger.payment where payment_id = $1', [other.instruction.paymentId])).toEqual(
      [],
    );
  });

  test('belongs to its caller: the same key of another one is another payment', async () => {
    const decision = aDecision();
    await ledger.commit(decision);
    const other = aDecision({}, { idempotencyKey: decision.instruction.idempotencyKey, callerId: 'another caller' });
    expect(await ledger.commit(other)).toMatchObject({ outcome: 'committed' });
  });

  test('that nobody used is not found, and no payment is looked for', async () => {
    await server.sql(`alter role ${server.application.user} set track_functions = 'all'`);
    const database = server.open({ poolSize: 1 });
    const [used, asked] = [aDecision(), new PostgresqlPaymentLedger(database)];
    await asked.commit(used);
    const calls = async (callerId: string, key: string) => {
      await asked.find(callerId, key);
      await database.call('select pg_stat_force_next_flush()', []);
      return server.sql(`select calls from pg_stat_user_functions where funcname = 'find_payment'`);
    };
    expect(await asked.find('nobody', 'nothing')).toBeUndefined();
    expect(await calls('nobody', 'nothing')).toEqual([]);
    expect(await calls(used.instruction.callerId, used.instruction.idempotencyKey)).toEqual([{ calls: '1' }]);
  });

  test('whose answer was lost is still the commit of whoever asks with the same event', async () => {
    const decision = aDecision();
    const first = await ledger.commit(decision);
    expect(await ledger.commit(decision)).toEqual(first);
    expect(first.outcome).toBe('committed');
  });
});

describe('the ledger refuses', () => {
  const card = aDecision().instruction.card;
  test.each([
    ['an amount of nothing', { amount: { amountMinor: 0, currency: 'CHF' } }],
    ['a negative amount', { amount: { amountMinor: -1, currency: 'CHF' } }],
    ['an amount of thirteen digits', { amount: { amountMinor: 1_000_000_000_000, currency: 'CHF' } }],
    ['a fraction', { amount: { amountMinor: 1.5, currency: 'CHF' } }],
    ['a currency that is none', { amount: { amountMinor: 1, currency: 'francs' } }],
    ['a card number in place of its mask', { card: { ...card, maskedPan: '4000000000000009' } }],
    ['a card number in place of its token', { card: { ...card, token: '4000000000000009' } }],
    ['more of a card than its first six digits', { card: { ...card, maskedPan: '40000000******1234' } }],
    ['a payment that is there under another key', 'same payment' as const],
  ])('%s, and keeps nothing of it', async (_name, wrong) => {
    const known = aDecision();
    await ledger.commit(known);
    const paymentId = wrong === 'same payment' ? known.instruction.paymentId : v7();
    const decision = aDecision(
      {},
      { paymentId, idempotencyKey: `refused ${v7()}`, ...(wrong === 'same payment' ? {} : wrong) },
    );
    await expect(ledger.commit(decision)).rejects.toThrow();
    const { callerId, idempotencyKey } = decision.instruction;
    expect(await ledger.find(callerId, idempotencyKey)).toBeUndefined();
  });
});

describe('a payment committed by two at once', () => {
  test('is there once, and both are told of it, whichever key they meet at', async () => {
    for (let round = 0; round < 100; round++) {
      const decision = aDecision();
      const results = await Promise.all([ledger.commit(decision), ledger.commit(again(decision))]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['committed', 'replayed']);
    }
  });

  test('fails under another key, instead of answering with nothing', async () => {
    const decision = aDecision();
    await ledger.commit(decision);
    const instruction = { ...decision.instruction, idempotencyKey: `other key of ${decision.instruction.paymentId}` };
    await expect(ledger.commit({ ...again(decision), instruction })).rejects.toThrow(/belongs to another key/);
  });
});

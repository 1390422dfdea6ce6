import { v7 } from 'uuid';
import { PostgresqlOpenAuthorizations } from '../../../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { AuditFacts } from '../../../../handlers/domain/audit/audit-record';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep } from '../../fakes/step';

let server: DatabaseServer;
let open: PostgresqlOpenAuthorizations;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('open-authorizations');
  const database = server.open({ poolSize: 8 });
  open = new PostgresqlOpenAuthorizations(database);
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
});
afterAll(() => server.stop());
beforeEach(() => server.sql('truncate ledger.open_authorization'));

const AMOUNT = { amountMinor: 4_200, currency: 'CHF' };
const AUTHORIZED: PaymentStep = { kind: 'resolve', status: 'authorized' };
const DECLINED: PaymentStep = { kind: 'resolve', status: 'declined', declineCode: 'do-not-honor' };

const facts: AuditFacts = {
  occurredAt: '2026-11-21T10:02:01.123Z',
  actor: 'reconcile-payment',
  action: 'AuthorizationHandedOver',
  outcome: 'unknown',
  origin: 'schedule',
  resource: 'payment/1',
  details: {},
};

async function unresolved(): Promise<string> {
  const decision = aDecision({ status: 'unresolved', acquirerReference: undefined });
  await ledger.commit(decision);
  return decision.instruction.paymentId;
}
const take = (paymentId: string, step: PaymentStep, acquirerReference?: string) =>
  steps.take(aStep(paymentId, step, { acquirerReference }));
const claimed = async (seconds = 0, atMost = 10) => (await open.claim(seconds, atMost)).map((it) => it.paymentId);
const grewOld = (paymentId: string, by: string) =>
  server.sql(
    'update ledger.open_authorization set since = since - $2::interval, asked_at = asked_at - $2::interval where payment_id = $1',
    [paymentId, by],
  );

describe('an unresolved payment', () => {
  test('is open from the commit that left it so', async () => {
    const paymentId = await unresolved();
    expect(await open.claim(0, 10)).toEqual([
      { paymentId, purpose: 'resolve', amount: AMOUNT, ageSeconds: expect.any(Number) },
    ]);
  });

  test.each(['authorized', 'declined', 'failed'] as const)('is the only one: %s is not open', async (status) => {
    await ledger.commit(aDecision({ status, ...(status !== 'authorized' && { declineCode: 'do-not-honor' }) }));
    expect(await claimed()).toEqual([]);
  });

  test.each([
    ['authorized', AUTHORIZED],
    ['declined', DECLINED],
  ] as const)('is open no more once the acquirer said %s', async (_status, step) => {
    await take(await unresolved(), step, 'acquirer-1');
    expect(await claimed()).toEqual([]);
    expect(await open.backlog()).toEqual({ unresolved: 0, ageSeconds: 0 });
  });

  test('is watched on when the acquirer never saw it: what was lost may only be late', async () => {
    const paymentId = await unresolved();
    await grewOld(paymentId, '1 hour');
    await take(paymentId, DECLINED);
    const [watched] = await open.claim(0, 10);
    expect(watched).toMatchObject({ paymentId, purpose: 'release', amount: AMOUNT });
    expect(watched?.ageSeconds).toBeLessThan(60);
    expect((await open.backlog()).unresolved).toBe(0);
  });

  test('is closed by its resolution only', async () => {
    const paymentId = await unresolved();
    await open.closeOrphan(paymentId);
    await open.reportOrphan({ paymentId, amount: AMOUNT });
    expect(await open.claim(0, 10)).toMatchObject([{ paymentId, purpose: 'resolve' }]);
  });
});

describe('a claim', () => {
  test('takes those first that nobody asked about for longest, and each once within the pause', async () => {
    const [young, old, oldest] = [await unresolved(), await unresolved(), await unresolved()];
    await grewOld(old, '2 minutes');
    await grewOld(oldest, '3 minutes');
    expect(await claimed(60, 1)).toEqual([oldest]);
    expect(await claimed(60, 10)).toEqual([old]);
    expect(await claimed(60, 10)).toEqual([]);
    expect(await claimed(0, 1)).toEqual([young]);
  });

  test('passes over what another one is just claiming, and does not wait for it', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => unresolved()));
    for (const paymentId of all) await grewOld(paymentId, '2 minutes');
    const [first, second] = await server.open().transaction(async (session) => {
      const rows = await session.call<{ id: string }>(
        `select ledger.claim_open_authorizations('1 minute', 2) ->> 'paymentId' as id`,
        [],
      );
      return [rows.map(({ id }) => id), await claimed(60)];
    });
    expect(first).toHaveLength(2);
    expect([...first, ...second].sort()).toEqual([...all].sort());
  });
});

describe('an orphan', () => {
  test('is reported once and closed', async () => {
    const orphan = { paymentId: v7(), amount: AMOUNT };
    await open.reportOrphan(orphan);
    await open.reportOrphan(orphan);
    expect(await open.claim(0, 10)).toMatchObject([{ ...orphan, purpose: 'release' }]);
    await open.closeOrphan(orphan.paymentId);
    expect(await claimed()).toEqual([]);
  });

  test.each([
    ['a person said so', 'operator-evidence', { state: 'released' }],
    ['the acquirer gave it back after all', 'release-refused', undefined],
  ])('is found while it is open, and once closed where %s', async (_why, reason, expected) => {
    const orphan = { paymentId: v7(), amount: AMOUNT };
    expect(await open.findOrphan(orphan.paymentId)).toBeUndefined();
    await open.reportOrphan(orphan);
    expect(await open.findOrphan(orphan.paymentId)).toEqual({ state: 'asked', amount: AMOUNT });
    await open.handOver(orphan.paymentId, reason, { ...facts, action: 'AuthorizationEvidenceGiven' });
    expect(await open.findOrphan(orphan.paymentId)).toEqual({ state: 'handed-over', amount: AMOUNT });
    await open.closeOrphan(orphan.paymentId);
    expect(await open.findOrphan(orphan.paymentId)).toEqual(expected);
  });

  test('is no unresolved payment, whoever had that', async () => {
    expect(await open.findOrphan(await unresolved())).toBeUndefined();
  });
});

test.each(['authorized', 'unresolved'] as const)('an %s payment is never taken for an orphan', async (status) => {
  const decision = aDecision({ status });
  await ledger.commit(decision);
  await server.sql('truncate ledger.open_authorization');
  await open.reportOrphan({ paymentId: decision.instruction.paymentId, amount: AMOUNT });
  expect(await claimed()).toEqual([]);
});

describe('what a person has', () => {
  test('is asked about no more, stays unresolved, and is in the audit trail', async () => {
    const paymentId = await unresolved();
    await grewOld(paymentId, '1 hour');
    expect(await open.handOver(paymentId, 'acquirer-silent', facts)).toBe(true);
    expect(await claimed()).toEqual([]);
    expect(await open.backlog()).toEqual({ unresolved: 1, ageSeconds: 0 });
    const rows = await server.sql('select purpose, reason from ledger.handover where payment_id = $1', [paymentId]);
    expect(rows).toEqual([{ purpose: 'resolve', reason: 'acquirer-silent' }]);
    const audited = await server.sql(
      `select from ledger.audit_record where facts::jsonb ->> 'action' = 'AuthorizationHandedOver'`,
    );
    expect(audited).toHaveLength(1);
  });

  test('was handed over by one of several at once', async () => {
    const paymentId = await unresolved();
    const tries = await Promise.all([1, 2, 3, 4].map(() => open.handOver(paymentId, 'acquirer-silent', facts)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    const rows = await server.sql('select from ledger.handover where payment_id = $1', [paymentId]);
    expect(rows).toHaveLength(1);
  });

  test('is asked about at once when it is reopened', async () => {
    const [reopened, kept] = [await unresolved(), await unresolved()];
    for (const paymentId of [reopened, kept]) await open.handOver(paymentId, 'acquirer-silent', facts);
    expect(await open.reopen([reopened, v7()])).toBe(1);
    expect(await claimed(60)).toEqual([reopened]);
  });

  test('may still be resolved', async () => {
    const paymentId = await unresolved();
    await open.handOver(paymentId, 'acquirer-silent', facts);
    expect(await take(paymentId, AUTHORIZED, 'acquirer-1')).toMatchObject({ outcome: 'taken' });
    expect((await open.backlog()).unresolved).toBe(0);
  });
});

test('the age of the backlog is that of the oldest', async () => {
  await grewOld(await unresolved(), '90 seconds');
  await unresolved();
  const { unresolved: count, ageSeconds } = await open.backlog();
  expect(count).toBe(2);
  expect(ageSeconds).toBeGreaterThanOrEqual(90);
  expect(ageSeconds).toBeLessThan(120);
});

import { v7 } from 'uuid';
import { PostgresqlOpenAuthorizations } from '../../../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../../../handlers/adapters/postgresql/postgresql-submissions';
import type { AuditFacts } from '../../../../handlers/domain/audit/audit-record';
import type { PaymentStep } from '../../../../handlers/domain/ledger/payment-step';
import type { StepSubmission } from '../../../../handlers/ports/submissions';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';
import { aStep, capture, refund, reverse } from '../../fakes/step';

const HANDED_OVER: AuditFacts = {
  occurredAt: '2026-11-21T10:02:01.123Z',
  actor: 'reconcile-payment',
  action: 'SubmissionHandedOver',
  outcome: 'unknown',
  origin: 'schedule',
  resource: 'payment/1',
  details: {},
};

let server: DatabaseServer;
let ledger: PostgresqlPaymentLedger;
let steps: PostgresqlPaymentSteps;
let submissions: PostgresqlSubmissions;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('submissions');
  const database = server.open({ poolSize: 8 });
  ledger = new PostgresqlPaymentLedger(database);
  steps = new PostgresqlPaymentSteps(database);
  submissions = new PostgresqlSubmissions(database);
});
afterEach(async () => expect(await server.violations()).toEqual([]));
afterAll(() => server.stop());

/** A payment of 100 that took these steps; returns its id. */
async function paid(...way: readonly PaymentStep[]): Promise<string> {
  const decision = aDecision({}, { amount: { amountMinor: 100, currency: 'CHF' } });
  const { paymentId } = decision.instruction;
  await ledger.commit(decision);
  for (const step of way) expect(await steps.take(aStep(paymentId, step))).toMatchObject({ outcome: 'taken' });
  return paymentId;
}

async function submissionOf(paymentId: string, sequence = 2): Promise<StepSubmission> {
  const found = await submissions.find(paymentId, sequence);
  if (!found) throw new Error('there is no submission');
  return found;
}

test.each([
  ['capture', capture(60), { kind: 'capture', amount: { amountMinor: 60, currency: 'CHF' } }],
  ['void', { kind: 'void' } as const, { kind: 'void', amount: { amountMinor: 100, currency: 'CHF' } }],
  ['expiry', { kind: 'expire' } as const, { kind: 'void', amount: { amountMinor: 100, currency: 'CHF' } }],
])('a %s is to be submitted from the moment it is taken', async (_name, step, expected) => {
  const paymentId = await paid(step);
  expect(await submissionOf(paymentId)).toEqual({
    paymentId,
    sequence: 2,
    acquirerReference: 'acquirer-1',
    state: 'open',
    ...expected,
  });
});

test('a refund names its child', async () => {
  const step = refund(30);
  const paymentId = await paid(capture(), step);
  expect(await submissionOf(paymentId, 3)).toMatchObject({ refundId: step.kind === 'refund' && step.refundId });
});

test('a payment that was only decided has nothing to submit', async () => {
  expect(await submissions.find(await paid(), 1)).toBeUndefined();
});

test('what the acquirer accepted is kept with its name, once, and is no longer open', async () => {
  const submission = await submissionOf(await paid(capture()));
  expect(await submissions.recordAccepted(submission, 'capture-1')).toBe('closed');
  expect(await submissions.recordAccepted(submission, 'capture-1')).toBe('repeated');
  expect(await submissionOf(submission.paymentId)).toMatchObject({ state: 'accepted' });
  const open = await submissions.claimOpen(0, 1_000);
  expect(open.map(({ paymentId }) => paymentId)).not.toContain(submission.paymentId);
  expect(
    await server.sql('select acquirer_reference from ledger.submission_outcome where payment_id = $1', [
      submission.paymentId,
    ]),
  ).toEqual([{ acquirer_reference: 'capture-1' }]);
});

test('a refused void is kept as refused, and later word of its success contradicts', async () => {
  const submission = await submissionOf(await paid({ kind: 'void' }));
  expect(await submissions.recordRefused(submission)).toBe('closed');
  expect(await submissions.recordRefused(submission)).toBe('repeated');
  expect(await submissions.recordAccepted(submission, 'void-1')).toBe('contradicted');
  expect(await submissionOf(submission.paymentId)).toMatchObject({ state: 'refused' });
});

test('a reversal closes what it takes back', async () => {
  const paymentId = await paid(capture(60), reverse('capture', 2, 60));
  expect(await submissionOf(paymentId)).toMatchObject({ state: 'refused' });
  expect(await submissions.find(paymentId, 3)).toBeUndefined();
});

describe('a claim of open ones', () => {
  beforeEach(async () => {
    await server.sql('delete from ledger.open_submission');
    await server.sql(`insert into ledger.submission_outcome (payment_id, sequence, outcome, acquirer_reference)
      select payment_id, sequence, 'accepted', 'cleared' from ledger.payment_transition
      where step in ('capture', 'void', 'expire', 'refund') on conflict do nothing`);
  });

  const grewOld = (paymentId: string, by: string) =>
    server.sql(
      'update ledger.open_submission set recorded_at = now() - $2::interval, told_at = now() - $2::interval where payment_id = $1',
      [paymentId, by],
    );
  const claimed = async (seconds: number, atMost = 10) =>
    (await submissions.claimOpen(seconds, atMost)).map(({ paymentId, sequence }) => [paymentId, sequence]);

  test('takes those first of which nobody told the acquirer for longest, each once within the pause', async () => {
    expect(await submissions.age()).toBe(0);
    const [young, old, oldest] = [await paid(capture()), await paid({ kind: 'void' }), await paid(capture())];
    await grewOld(old, '90 seconds');
    await grewOld(oldest, '2 minutes');
    expect(await submissions.age()).toBeGreaterThanOrEqual(120);
    expect(await claimed(60, 1)).toEqual([[oldest, 2]]);
    expect(await claimed(60)).toEqual([[old, 2]]);
    expect(await claimed(60)).toEqual([]);
    expect(await claimed(0, 1)).toEqual([[young, 2]]);
  });

  test('brings the others of a payment with its first, in order, and never without', async () => {
    const paymentId = await paid(capture(60), refund(30), capture(40));
    await server.sql(
      `update ledger.open_submission set told_at = now() - interval '2 minutes' where payment_id = $1 and sequence > 2`,
      [paymentId],
    );
    expect(await claimed(60)).toEqual([]);
    await grewOld(paymentId, '2 minutes');
    expect(await claimed(60, 1)).toEqual([
      [paymentId, 2],
      [paymentId, 3],
      [paymentId, 4],
    ]);
  });

  test('passes over what another one is just claiming, and does not wait for it', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => paid(capture())));
    for (const paymentId of all) await grewOld(paymentId, '2 minutes');
    const [first, second] = await server.open().transaction(async (session) => {
      const rows = await session.call<{ id: string }>(
        `select ledger.claim_open_submissions('1 minute', 2) ->> 'paymentId' as id`,
        [],
      );
      return [rows.map(({ id }) => id), (await claimed(60)).map(([paymentId]) => String(paymentId))];
    });
    expect(first).toHaveLength(2);
    expect([...first, ...second].sort()).toEqual([...all].sort());
  });

  test('leaves alone what a person has, until it is reopened', async () => {
    const submission = await submissionOf(await paid(capture()));
    const { paymentId } = submission;
    await grewOld(paymentId, '2 minutes');
    const tries = await Promise.all(
      [1, 2, 3].map(() => submissions.handOver(submission, 'acquirer-silent', HANDED_OVER)),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await claimed(60)).toEqual([]);
    expect(await submissions.age()).toBe(0);
    expect(await server.sql('select sequence, purpose, reason from ledger.handover')).toEqual([
      { sequence: 2, purpose: 'submit', reason: 'acquirer-silent' },
    ]);
    expect(await new PostgresqlOpenAuthorizations(server.open()).reopen([paymentId])).toBe(1);
    expect(await claimed(60)).toEqual([[paymentId, 2]]);
  });
});

test('a payment is found by its own caller, and by nobody else', async () => {
  const paymentId = await paid(capture());
  const caller = aDecision().instruction.callerId;
  expect(await steps.findOf(caller, paymentId)).toEqual(await steps.find(paymentId));
  expect(await steps.findOf(`${caller}-2`, paymentId)).toBeUndefined();
  expect(await steps.findOf(caller, v7())).toBeUndefined();
});

describe('fails', () => {
  const refused = { code: '23001' };

  test.each([
    ['a capture that the acquirer accepted', reverse('capture', 3, 60)],
    ['a capture of another amount', reverse('capture', 2, 29)],
    ['a step that is none', reverse('capture', 7, 30)],
    ['a refund as if it were a capture', reverse('capture', 4, 10)],
  ])('to reverse %s', async (_name, step) => {
    const paymentId = await paid(capture(30), capture(60), refund(10));
    await submissions.recordAccepted(await submissionOf(paymentId, 3), 'capture-1');
    await expect(steps.take(aStep(paymentId, step))).rejects.toMatchObject(refused);
    expect(await steps.find(paymentId)).toMatchObject({ sequence: 4 });
  });

  test('to reverse twice, under whichever key', async () => {
    const paymentId = await paid(capture(30), capture(30), reverse('capture', 2, 30));
    await expect(steps.take(aStep(paymentId, reverse('capture', 2, 30)))).rejects.toMatchObject(refused);
  });

  test('to keep a capture as refused without reversing it', async () => {
    const submission = await submissionOf(await paid(capture()));
    await expect(submissions.recordRefused(submission)).rejects.toMatchObject(refused);
  });

  test('to keep an answer about a step that is not submitted', async () => {
    const decided = { ...(await submissionOf(await paid(capture()))), sequence: 1 };
    await expect(submissions.recordAccepted(decided, 'capture-1')).rejects.toMatchObject({ code: 'P0002' });
  });
});

test('of a confirmation and a reversal at once exactly one stands', async () => {
  for (let round = 0; round < 30; round += 1) {
    const submission = await submissionOf(await paid(capture(60)));
    const [recorded, reversal] = await Promise.allSettled([
      submissions.recordAccepted(submission, 'capture-1'),
      steps.take(aStep(submission.paymentId, reverse('capture', 2, 60))),
    ]);
    const { state } = await submissionOf(submission.paymentId);
    expect([recorded.status === 'fulfilled' && recorded.value, reversal.status, state]).toEqual(
      state === 'accepted' ? ['closed', 'rejected', 'accepted'] : ['contradicted', 'fulfilled', 'refused'],
    );
  }
});

import type { PaymentStep } from '../../../handlers/domain/ledger/payment-step';
import type { SubmissionEvidence } from '../../../handlers/reconcile-payment/operator-evidence';
import { settleOnEvidence } from '../../../handlers/reconcile-payment/settle-on-evidence';
import { keepAnswer } from '../../../handlers/step-payment/settle-submission';
import { aDecision } from '../fakes/decision';
import { aStep, capture, refund } from '../fakes/step';
import { AMOUNT, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('settle-on-evidence');

const accepted = (paymentId: string, sequence = 2): SubmissionEvidence => ({
  paymentId,
  sequence,
  evidence: 'statement-11/4',
  operator: 'anna',
  outcome: 'accepted',
  acquirerReference: 'capture_1',
});
const refused = (paymentId: string, sequence = 2): SubmissionEvidence => ({
  paymentId,
  sequence,
  evidence: 'statement-11/4',
  operator: 'anna',
  outcome: 'refused',
});

const settle = (said: SubmissionEvidence) => {
  const ports = { ...world.ports(), submissions: world.submissions() };
  return settleOnEvidence({ ...ports, keepAnswer: (...answer) => keepAnswer(ports, ...answer) }, said);
};

/** A payment whose steps the acquirer never answered, and that a person has. */
async function unanswered(...steps: readonly PaymentStep[]): Promise<string> {
  const { ledger, steps: taker } = world.ports();
  const { instruction, ...decision } = aDecision({}, { amount: AMOUNT });
  await ledger.commit({ instruction, ...decision });
  const { paymentId } = instruction;
  for (const step of steps) expect(await taker.take(aStep(paymentId, step))).toMatchObject({ outcome: 'taken' });
  await world.database.sql('update ledger.open_submission set handed_over_at = now() where payment_id = $1', [
    paymentId,
  ]);
  return paymentId;
}

const stateOf = async (paymentId: string, sequence = 2) => (await world.submissions().find(paymentId, sequence))?.state;

test('a capture that the acquirer executed on paper stands', async () => {
  const paymentId = await unanswered(capture());
  expect(await settle(accepted(paymentId))).toEqual({ paymentId, outcome: 'taken', status: 'accepted' });
  expect(await stateOf(paymentId)).toBe('accepted');
  expect(await world.standing(paymentId)).toEqual(['captured', null]);
});

test('a capture that it refused on paper is reversed', async () => {
  const paymentId = await unanswered(capture());
  expect(await settle(refused(paymentId))).toEqual({ paymentId, outcome: 'taken', status: 'refused' });
  expect(await world.standing(paymentId)).toEqual(['authorized', null]);
});

test('a void that it refused on paper is kept, and a person is called for the money', async () => {
  const paymentId = await unanswered({ kind: 'void' });
  await settle(refused(paymentId));
  expect(await stateOf(paymentId)).toBe('refused');
  expect(world.cases).toContainEqual(expect.objectContaining({ paymentId, kind: 'void-refused' }));
});

test('the audit trail and the ledger say who it was and on what paper, before the deed', async () => {
  const paymentId = await unanswered(capture());
  await settle(refused(paymentId));
  const rows = await world.database.sql<{ facts: string }>(
    `select facts from ledger.audit_record where facts::jsonb ->> 'resource' = $1 and facts::jsonb ->> 'action' like 'Submission%'`,
    [`payment/${paymentId}`],
  );
  expect(rows.map(({ facts }) => JSON.parse(facts))).toEqual([
    {
      occurredAt: expect.any(String),
      actor: '#operator/anna',
      action: 'SubmissionEvidenceGiven',
      outcome: 'failure',
      origin: 'evidence/statement-11/4',
      resource: `payment/${paymentId}`,
      details: { sequence: 2, kind: 'capture', ...AMOUNT },
    },
  ]);
  const [handover] = await world.database.sql('select sequence, reason from ledger.handover where payment_id = $1', [
    paymentId,
  ]);
  expect(handover).toEqual({ sequence: 2, reason: 'operator-evidence' });
});

test('the same said again changes nothing, the opposite is refused', async () => {
  const paymentId = await unanswered(capture());
  await settle(accepted(paymentId));
  expect(await settle(accepted(paymentId))).toEqual({ paymentId, outcome: 'repeated', status: 'accepted' });
  await expect(settle(refused(paymentId))).rejects.toThrow('step 2 is accepted, and the first answer stands');
});

test('fails for a refusal that the ledger cannot take back, and leaves it to the person', async () => {
  const paymentId = await unanswered(capture(), refund(100));
  await expect(settle(refused(paymentId))).rejects.toMatchObject({ code: 'not-reversible' });
  expect(await stateOf(paymentId)).toBe('open');
  await settle(refused(paymentId, 3));
  await settle(refused(paymentId));
  expect(await world.standing(paymentId)).toEqual(['authorized', null]);
});

test.each([1, 3])('fails for step %i, of which the acquirer is not told', async (sequence) => {
  const paymentId = await unanswered(capture());
  await expect(settle(accepted(paymentId, sequence))).rejects.toMatchObject({ code: 'payment-not-found' });
});

test('of many operators at once one settles', async () => {
  const paymentId = await unanswered(capture());
  const all = Array.from({ length: 8 }, (_, index) =>
    settle({ ...(index % 2 ? accepted(paymentId) : refused(paymentId)), operator: `operator-${index}` }),
  );
  const ended = await Promise.allSettled(all);
  const taken = ended.flatMap((one) =>
    one.status === 'fulfilled' && one.value.outcome === 'taken' ? [one.value] : [],
  );
  expect(taken.length).toBeGreaterThanOrEqual(1);
  expect(new Set(taken.map(({ status }) => status)).size).toBe(1);
});

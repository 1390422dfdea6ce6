import type { AuthorizationEvidence } from '../../../handlers/reconcile-payment/operator-evidence';
import { resolveOnEvidence } from '../../../handlers/reconcile-payment/resolve-on-evidence';
import { aDecision } from '../fakes/decision';
import { aStep, capture } from '../fakes/step';
import { AMOUNT, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('resolve-on-evidence');

const paper = { evidence: 'letter-7', operator: 'anna' } as const;
const authorized = (paymentId: string): AuthorizationEvidence => ({
  ...paper,
  paymentId,
  outcome: 'authorized',
  acquirerReference: 'auth_1',
});
const declined = (paymentId: string): AuthorizationEvidence => ({ ...paper, paymentId, outcome: 'declined' });

/** A payment that a person has. */
async function handedOver(): Promise<string> {
  const paymentId = await world.unresolved('hang-after-accepting');
  const facts = {
    occurredAt: '',
    actor: '',
    action: '',
    outcome: 'unknown',
    origin: '',
    resource: '',
    details: {},
  } as const;
  expect(await world.ports().open.handOver(paymentId, 'acquirer-silent', facts)).toBe(true);
  return paymentId;
}

async function audited(paymentId: string): Promise<readonly object[]> {
  const rows = await world.database.sql<{ facts: string }>(
    `select facts from ledger.audit_record where facts::jsonb ->> 'resource' = $1 order by facts::jsonb ->> 'occurredAt'`,
    [`payment/${paymentId}`],
  );
  return rows.map(({ facts }) => JSON.parse(facts));
}

test('a payment that a person has is authorized on paper, and can be captured then', async () => {
  const paymentId = await handedOver();
  const ports = world.ports();
  expect(await resolveOnEvidence(ports, authorized(paymentId))).toEqual({
    paymentId,
    outcome: 'taken',
    status: 'authorized',
  });
  expect(await world.purposes(paymentId)).toEqual([]);
  expect(await ports.steps.find(paymentId)).toMatchObject({ acquirerReference: 'auth_1' });
  expect(await ports.steps.take(aStep(paymentId, capture()))).toMatchObject({ outcome: 'taken' });
  expect(ports.metrics.sums).toEqual({ PaymentReconciled: 1 });
});

test('the audit trail says who it was, and on what paper', async () => {
  const paymentId = await handedOver();
  await resolveOnEvidence(world.ports(), authorized(paymentId));
  expect(await audited(paymentId)).toContainEqual(
    expect.objectContaining({
      actor: '#operator/anna',
      action: 'PaymentAuthorized',
      origin: 'evidence/letter-7',
      outcome: 'success',
    }),
  );
});

test('one that is declined on paper is watched on, and what the acquirer holds after all is given back', async () => {
  const paymentId = await handedOver();
  await resolveOnEvidence(world.ports(), declined(paymentId));
  expect(await world.standing(paymentId)).toEqual(['declined', 'not-executed']);
  expect(await world.purposes(paymentId)).toEqual(['release']);
});

test('one that the acquirer declined by a name of its own is not asked about any more', async () => {
  const paymentId = await handedOver();
  await resolveOnEvidence(world.ports(), { ...declined(paymentId), acquirerReference: 'auth_1' });
  expect(await world.standing(paymentId)).toEqual(['declined', 'other']);
  expect(await world.purposes(paymentId)).toEqual([]);
});

test('the same said again changes nothing', async () => {
  const paymentId = await handedOver();
  await resolveOnEvidence(world.ports(), authorized(paymentId));
  expect(await resolveOnEvidence(world.ports(), authorized(paymentId))).toEqual({
    paymentId,
    outcome: 'repeated',
    status: 'authorized',
  });
});

test.each<[string, (paymentId: string) => AuthorizationEvidence, string]>([
  ['other words of the same operator', declined, 'drew another conclusion'],
  ['another operator', (id) => ({ ...authorized(id), operator: 'ben' }), 'is authorized, not unresolved'],
  ['another paper', (id) => ({ ...declined(id), evidence: 'letter-8' }), 'is authorized, not unresolved'],
])('fails for %s after the first', async (_whose, said, message) => {
  const paymentId = await handedOver();
  await resolveOnEvidence(world.ports(), authorized(paymentId));
  await expect(resolveOnEvidence(world.ports(), said(paymentId))).rejects.toThrow(message);
  expect(await world.standing(paymentId)).toEqual(['authorized', null]);
});

test('of many operators at once one decides', async () => {
  const paymentId = await handedOver();
  const all = Array.from({ length: 12 }, (_, index) => {
    const said = index % 2 === 0 ? authorized(paymentId) : declined(paymentId);
    return resolveOnEvidence(world.ports(), { ...said, operator: `operator-${index}` });
  });
  const ended = await Promise.allSettled(all);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('fails for a payment that was never unresolved, and for one that is none', async () => {
  const { instruction, ...decision } = aDecision();
  await world.ports().ledger.commit({ instruction, ...decision });
  await expect(resolveOnEvidence(world.ports(), declined(instruction.paymentId))).rejects.toMatchObject({
    code: 'already-resolved',
  });
  const unknown = world.authorize('approve', AMOUNT);
  await expect(resolveOnEvidence(world.ports(), declined(unknown))).rejects.toMatchObject({
    code: 'payment-not-found',
  });
});

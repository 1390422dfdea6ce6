import { reconcileOpenWork } from '../../../handlers/reconcile-payment/reconcile-open-work';
import { aDecision } from '../fakes/decision';
import { aStep, capture } from '../fakes/step';
import { AMOUNT, Reconciliation } from './reconciliation';

const keepAnswer = async () => 'open' as const;

const world = Reconciliation.ofThisFile('open-work');

test('one kind of work that fails does not stop the other, and fails the run', async () => {
  const settled: string[] = [];
  const ports = world.ports();
  const [broken, captured] = [await world.unresolved('approve'), world.authorize('approve')];
  const instruction = { paymentId: captured, idempotencyKey: captured, amount: AMOUNT };
  await ports.ledger.commit(aDecision({}, instruction));
  await ports.steps.take(aStep(captured, capture()));
  await ports.open.reopen([broken, captured]);
  const submissions = {
    ...ports,
    submissions: world.submissions(),
    settle: async ({ paymentId }: { paymentId: string }) => {
      settled.push(paymentId);
      return 'accepted' as const;
    },
  };
  const find = () => Promise.reject(new Error('acquirer is broken'));
  const authorizations = { ...ports, acquirer: { find } };
  await expect(
    reconcileOpenWork({ authorizations, submissions, evidence: { ...ports, ...submissions, keepAnswer } }, {}),
  ).rejects.toThrow('acquirer is broken');
  expect(settled).toEqual([captured]);
});

test('an operator’s payments are asked about in the same run', async () => {
  const paymentId = await world.unresolved('approve');
  const ports = world.ports();
  const submissions = { ...ports, submissions: world.submissions(), settle: async () => 'open' as const };
  await reconcileOpenWork(
    { authorizations: ports, submissions, evidence: { ...ports, ...submissions, keepAnswer } },
    { paymentIds: [paymentId] },
  );
  expect(await world.standing(paymentId)).toEqual(['authorized', null]);
});

test('evidence is all that a run with evidence is about, and whoever brought it is told', async () => {
  const [silent, other] = [await world.unresolved('approve'), await world.unresolved('approve')];
  const ports = world.ports();
  const submissions = { ...ports, submissions: world.submissions(), settle: async () => 'open' as const };
  const all = { authorizations: ports, submissions, evidence: { ...ports, ...submissions, keepAnswer } };
  await ports.open.reopen([other]);
  const evidence = { paymentId: silent, outcome: 'declined', evidence: 'letter-7', operator: 'anna' };
  expect(await reconcileOpenWork(all, { evidence })).toEqual({
    paymentId: silent,
    outcome: 'taken',
    status: 'declined',
  });
  expect(await world.standing(other)).toEqual(['unresolved', null]);
});

test('evidence about an orphan closes it, and asks nobody', async () => {
  const paymentId = world.authorize('approve');
  const ports = world.ports();
  await ports.open.reportOrphan({ paymentId, amount: AMOUNT });
  await world.database.sql('update ledger.open_authorization set handed_over_at = now()');
  const find = () => Promise.reject(new Error('the acquirer was asked'));
  const submissions = { ...ports, submissions: world.submissions(), settle: async () => 'open' as const };
  const evidence = { paymentId, outcome: 'released', evidence: 'letter-7', operator: 'anna' };
  const all = {
    authorizations: { ...ports, acquirer: { find } },
    submissions,
    evidence: { ...ports, ...submissions, keepAnswer },
  };
  expect(await reconcileOpenWork(all, { evidence })).toEqual({ paymentId, outcome: 'taken', status: 'released' });
  expect(await ports.open.findOrphan(paymentId)).toEqual({ state: 'released' });
});

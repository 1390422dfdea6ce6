import type { BatchPaymentLedger, PaymentDecision } from '../../../handlers/ports/payment-ledger';
import { commitTogether } from '../../../handlers/process-payment/commit-together';
import { LedgerUnavailableError } from '../../../handlers/runtime/errors';
import { aDecision } from '../fakes/decision';
import { FakeLedger } from '../fakes/payment-ledger';

/** Counts the calls; `refused` says of which merchant nothing can be committed. */
function setUp() {
  const fake = new FakeLedger();
  const world = { calls: [] as number[], refused: '', away: false, answers: Number.POSITIVE_INFINITY };
  const check = (decisions: readonly PaymentDecision[]) => {
    world.calls.push(decisions.length);
    if (world.away) throw new LedgerUnavailableError('ledger is away');
    if (decisions.some(({ instruction }) => instruction.merchantId === world.refused)) throw new Error('refused');
  };
  const ledger: BatchPaymentLedger = {
    find: (callerId, key) => fake.find(callerId, key),
    commit: async (decision) => {
      check([decision]);
      return fake.commit(decision);
    },
    commitAll: async (decisions) => {
      check(decisions);
      const results = await Promise.all(decisions.map((decision) => fake.commit(decision)));
      return results.slice(0, world.answers);
    },
  };
  return { world, fake, together: commitTogether(ledger) };
}

const decisions = (count: number) => Array.from({ length: count }, () => aDecision());

test('who comes alone is committed alone', async () => {
  const { world, together } = setUp();
  await together.commit(aDecision());
  await together.commit(aDecision());
  expect(world.calls).toEqual([1, 1]);
});

test('ten at once share one call, and each gets the result of its own payment', async () => {
  const { world, together } = setUp();
  const some = decisions(10);
  const results = await Promise.all(some.map((decision) => together.commit(decision)));
  expect(world.calls).toEqual([10]);
  const ids = results.map((result) => (result.outcome === 'mismatch' ? '' : result.payment.paymentId));
  expect(ids).toEqual(some.map(({ instruction }) => instruction.paymentId));
});

test('who comes while a commit is under way shares the next one', async () => {
  const { world, together } = setUp();
  const first = together.commit(aDecision());
  await Promise.resolve();
  await Promise.all([first, ...decisions(3).map((decision) => together.commit(decision))]);
  expect(world.calls).toEqual([1, 3]);
});

test('a payment that cannot be committed spoils no other', async () => {
  const { world, fake, together } = setUp();
  world.refused = 'merchant-bad';
  const bad = aDecision({}, { merchantId: 'merchant-bad' });
  const results = await Promise.allSettled([...decisions(2), bad].map((decision) => together.commit(decision)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(world.calls).toEqual([3, 1, 1, 1]);
  expect(fake.payments.size).toBe(2);
});

test('a ledger that is away is asked once for all, and all are told', async () => {
  const { world, together } = setUp();
  world.away = true;
  const results = await Promise.allSettled(decisions(3).map((decision) => together.commit(decision)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(world.calls).toEqual([3]);
  world.away = false;
  await expect(together.commit(aDecision())).resolves.toMatchObject({ outcome: 'committed' });
});

test('fails for whom the ledger gave no answer', async () => {
  const { world, together } = setUp();
  world.answers = 1;
  const results = await Promise.allSettled(decisions(2).map((decision) => together.commit(decision)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('finds what the ledger finds', async () => {
  const { together } = setUp();
  const decision = aDecision();
  await together.commit(decision);
  const { callerId, idempotencyKey, paymentId } = decision.instruction;
  expect(await together.find(callerId, idempotencyKey)).toMatchObject({ paymentId });
});

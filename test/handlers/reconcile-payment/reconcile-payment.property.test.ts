/** Whenever the acquirer executes, whoever asks and how often: what it holds in the end is what the ledger holds. */
import fc from 'fast-check';
import { reconcilePayment } from '../../../handlers/reconcile-payment/reconcile-payment';
import { AMOUNT, POLICY, Reconciliation } from './reconciliation';

const YOUNG = 60;
const OLD = 301;
const OTHER_AMOUNT = { ...AMOUNT, amountMinor: AMOUNT.amountMinor - 1 };

const world = Reconciliation.ofThisFile('reconcile-property');

interface Course {
  /** Ages at which reconcilers ask, two at a time. */
  readonly asked: readonly number[];
  /** Before which of them the acquirer executes, if it ever does. */
  readonly executedBefore?: number;
  readonly as: 'approve' | 'decline' | 'other amount';
}

/** A request is late by one grace at most: it executes before it is asked for a second time after the grace. */
const courses: fc.Arbitrary<Course> = fc
  .record({
    asked: fc.array(fc.constantFrom(YOUNG, OLD), { maxLength: 5 }),
    late: fc.option(fc.nat(5), { nil: undefined }),
    as: fc.constantFrom('approve', 'decline', 'other amount'),
  })
  .map(({ asked, late, as }) => {
    const [, second = asked.length] = asked.flatMap((age, index) => (age === OLD ? [index] : []));
    return { asked, as, executedBefore: late === undefined ? undefined : Math.min(late, second) };
  });

async function askTwice(paymentId: string, ageSeconds: number): Promise<void> {
  const rows = await world.database.sql<{ purpose: 'resolve' | 'release' }>(
    'select purpose from ledger.open_authorization where payment_id = $1 and handed_over_at is null',
    [paymentId],
  );
  const ports = world.ports();
  const ask = ({ purpose }: (typeof rows)[number]) =>
    reconcilePayment(ports, { paymentId, purpose, amount: AMOUNT, ageSeconds }, POLICY);
  await Promise.all([...rows, ...rows].map(ask));
}

async function run({ asked, executedBefore, as }: Course): Promise<string> {
  const paymentId = await world.unresolved();
  const execute = () =>
    world.authorize(as === 'decline' ? 'decline' : 'approve', as === 'other amount' ? OTHER_AMOUNT : AMOUNT, paymentId);
  for (const [index, age] of asked.entries()) {
    if (index === executedBefore) execute();
    await askTwice(paymentId, age);
  }
  if (executedBefore !== undefined && executedBefore >= asked.length) execute();
  for (let round = 0; round < 3; round += 1) await askTwice(paymentId, OLD);
  return paymentId;
}

test('the acquirer holds what the ledger holds, or a person has been called', async () => {
  await fc.assert(
    fc.asyncProperty(courses, async (course) => {
      const paymentId = await run(course);
      const [status] = await world.standing(paymentId);
      const called = world.cases.some((raised) => raised.paymentId === paymentId);
      expect(called).toBe(course.as === 'other amount' && course.executedBefore !== undefined);
      if (!called) expect(status).not.toBe('unresolved');
      if (!called) expect(world.held(paymentId)).toBe(status === 'authorized' ? AMOUNT.amountMinor : 0);
      expect(await world.purposes(paymentId)).toEqual([]);
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);

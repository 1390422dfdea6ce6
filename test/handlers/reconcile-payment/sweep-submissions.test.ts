import type { PaymentStep } from '../../../handlers/domain/ledger/payment-step';
import { sweepSubmissions } from '../../../handlers/reconcile-payment/sweep-submissions';
import { AcquirerUnavailableError } from '../../../handlers/runtime/errors';
import { tellAcquirer } from '../../../handlers/step-payment/settle-submission';
import { amountFor } from '../../../local/acquirer/troubled-amounts';
import { aDecision } from '../fakes/decision';
import { aStep, capture, refund } from '../fakes/step';
import { Reconciliation } from './reconciliation';

const AMOUNT = { amountMinor: 100_000, currency: 'CHF' };

const world = Reconciliation.ofThisFile('sweep-submissions');

/** A payment that the acquirer authorized, and steps of which nobody has told it yet. */
async function untold(...steps: readonly PaymentStep[]): Promise<string> {
  const paymentId = world.authorize('approve', AMOUNT);
  const acquirerReference = world.acquirer.server.book.find(paymentId)?.authorizationId;
  const ports = world.ports();
  const instruction = { paymentId, idempotencyKey: paymentId, amount: AMOUNT };
  await ports.ledger.commit(aDecision({ acquirerReference }, instruction));
  for (const step of steps) expect(await ports.steps.take(aStep(paymentId, step))).toMatchObject({ outcome: 'taken' });
  return paymentId;
}

const wait = (interval: string) =>
  world.database.sql(
    'update ledger.open_submission set recorded_at = recorded_at - $1::interval, told_at = told_at - $1::interval',
    [interval],
  );

/** As the function wires it; the acquirer may be another than the real one. */
function sweep(acquirer: Partial<ReturnType<typeof world.ports>['submissions']> = {}) {
  const ports = world.ports();
  const submissions = world.submissions();
  const { find, submit } = ports.submissions;
  const told = { find: find.bind(ports.submissions), submit: submit.bind(ports.submissions), ...acquirer };
  const settling = { ...ports, submissions, acquirer: told };
  const swept = sweepSubmissions({
    ...ports,
    submissions,
    settle: (submission) => tellAcquirer(settling, submission, true),
  });
  return swept.then(() => ports.metrics.sums);
}

async function states(paymentId: string): Promise<readonly (string | null)[]> {
  const rows = await world.database.sql<{ outcome: string | null }>(
    `select o.outcome from ledger.payment_transition as t left join ledger.submission_outcome as o using (payment_id, sequence)
     where t.payment_id = $1 and t.step in ('capture', 'void', 'expire', 'refund') order by t.sequence`,
    [paymentId],
  );
  return rows.map(({ outcome }) => outcome);
}

const inBook = (paymentId: string) => {
  const { book, submissions } = world.acquirer.server;
  return submissions.totals(book.find(paymentId)?.authorizationId ?? '');
};

test('what nobody told the acquirer is told, in the order in which it was taken', async () => {
  const paymentId = await untold(capture(60_000), refund(20_000), { kind: 'void' });
  await wait('1 minute');
  await sweep();
  expect(await states(paymentId)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(inBook(paymentId)).toEqual({ capturedMinor: 60_000, voidedMinor: 40_000, refundedMinor: 20_000 });
});

test('what was taken just now is left to whoever took it', async () => {
  const paymentId = await untold(capture());
  expect(await sweep()).toEqual({ SubmissionAge: expect.any(Number) });
  expect(await states(paymentId)).toEqual([null]);
});

test.each(['hang-after-accepting', 'cut-after-accepting', 'error-after-accepting'] as const)(
  'what the acquirer executed without telling is found and not sent again: %s',
  async (trouble) => {
    const paymentId = await untold(capture(amountFor(trouble)));
    const { submissions, book } = world.acquirer.server;
    const authorizationId = book.find(paymentId)?.authorizationId ?? '';
    submissions.execute(`${paymentId}/2`, {
      authorizationId,
      kind: 'capture',
      amountMinor: amountFor(trouble),
      currency: 'CHF',
    });
    await wait('1 minute');
    await sweep({ submit: () => Promise.reject(new Error('sent again')) });
    expect(await states(paymentId)).toEqual(['accepted']);
    expect(inBook(paymentId).capturedMinor).toBe(amountFor(trouble));
  },
);

test('what the acquirer refuses is reversed, and what rests on it before', async () => {
  const paymentId = await untold(capture(amountFor('refuse')), refund(10_000));
  await wait('10 minutes');
  await sweep();
  await wait('1 minute');
  await sweep();
  expect(await states(paymentId)).toEqual(['refused', 'refused']);
  expect((await world.standing(paymentId))[0]).toBe('authorized');
  expect(inBook(paymentId)).toEqual({ capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 });
});

test('what the acquirer refused and the ledger cannot take back goes to a person after the grace, for that reason', async () => {
  const paymentId = await untold(capture(amountFor('refuse')), refund(10_000));
  const [refunded] = (await world.submissions().claimOpen(0, 9)).filter(({ kind }) => kind === 'refund');
  await world.submissions().recordAccepted(refunded, 'refund_1');
  await wait('1 minute');
  expect(await sweep()).toEqual({ SubmissionAge: expect.any(Number) });
  await wait('10 minutes');
  expect(await sweep()).toEqual({ OperatorCaseRaised: 1, SubmissionAge: 0 });
  expect(world.cases).toMatchObject([{ paymentId, kind: 'reversal-refused' }]);
  expect((await world.standing(paymentId))[0]).toBe('captured');
});

test('a refund is told while its refused capture is young: only its reversal makes room', async () => {
  const paymentId = await untold(capture(amountFor('refuse')), refund(10_000));
  await wait('1 minute');
  await sweep();
  expect(await states(paymentId)).toEqual([null, 'refused']);
  await wait('1 minute');
  await sweep();
  expect(await states(paymentId)).toEqual(['refused', 'refused']);
  expect(world.cases).toEqual([]);
});

test('a refund waits for its capture while that is young', async () => {
  const paymentId = await untold(capture(50_000), refund(10_000));
  await wait('1 minute');
  const told: string[] = [];
  const silent = {
    find: async () => undefined,
    submit: async ({ acquirerKey }: { acquirerKey: string }) => {
      told.push(acquirerKey);
      throw new AcquirerUnavailableError('acquirer is away');
    },
  };
  await sweep(silent);
  expect(told).toEqual([`${paymentId}/2`]);
  await wait('10 minutes');
  await sweep(silent);
  expect(told).toEqual([`${paymentId}/2`, `${paymentId}/2`, `${paymentId}/3`]);
});

test('what stays unanswered goes to a person at the limit, once, and may still be answered', async () => {
  const paymentId = await untold(capture());
  await wait('25 hours');
  const find = () => Promise.reject(new AcquirerUnavailableError('acquirer is away'));
  expect(await sweep({ find })).toEqual({ OperatorCaseRaised: 1, SubmissionAge: 0 });
  await wait('1 minute');
  expect(await sweep({ find })).toEqual({ SubmissionAge: 0 });
  expect(world.cases).toMatchObject([{ paymentId, kind: 'submission-unanswered' }]);
  expect(await states(paymentId)).toEqual([null]);
  await world.ports().open.reopen([paymentId]);
  await sweep();
  expect(await states(paymentId)).toEqual(['accepted']);
});

test('one that fails keeps no other from its turn, and fails the run after the age was measured', async () => {
  const [bad, good] = [await untold(capture()), await untold(capture())];
  await wait('1 minute');
  const { submissions } = world.ports();
  const find = (request: Parameters<typeof submissions.find>[0]) =>
    request.acquirerKey.startsWith(bad) ? Promise.reject(new Error('broken')) : submissions.find(request);
  await expect(sweep({ find })).rejects.toThrow('broken');
  expect(await states(good)).toEqual(['accepted']);
});

test('several at once tell the acquirer once of each', async () => {
  const payments = await Promise.all(Array.from({ length: 12 }, () => untold(capture(30_000), refund(30_000))));
  await wait('1 minute');
  await Promise.all([sweep(), sweep(), sweep()]);
  for (const paymentId of payments) expect(await states(paymentId)).toEqual(['accepted', 'accepted']);
});

import { v7 } from 'uuid';
import { LedgerUnavailableError } from '../../../handlers/runtime/errors';
import { settleSubmission } from '../../../handlers/step-payment/settle-submission';
import { amountFor, type Trouble } from '../../../local/acquirer/troubled-amounts';
import { SOURCE_IP } from '../fakes/http-requests';
import { AUTHORIZED, CALLER, StepPaymentHarness } from './step-payment-harness';

let world: StepPaymentHarness;
beforeAll(async () => {
  world = await StepPaymentHarness.start('step-payment');
});
afterEach(async () => expect(await world.server.violations()).toEqual([]));
afterAll(() => world.stop());

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

test('captures in parts, refunds a part and voids the rest, here as at the acquirer', async () => {
  const paymentId = await world.authorized(100);
  expect(await world.ask('capture', paymentId, { amountMinor: 60 })).toMatchObject({
    status: 200,
    body: {
      paymentId,
      status: 'captured',
      step: 'capture',
      stepMinor: 60,
      confirmed: true,
      amountMinor: 100,
      currency: 'CHF',
      capturedMinor: 60,
      releasedMinor: 0,
      refundedMinor: 0,
    },
  });
  expect(await world.ask('capture', paymentId, { amountMinor: 30 })).toMatchObject({ body: { capturedMinor: 90 } });
  const refund = await world.ask('refund', paymentId, { amountMinor: 20 });
  expect(refund).toMatchObject({ status: 201, body: { refundedMinor: 20, refundId: expect.any(String) } });
  expect(await world.ask('void', paymentId)).toMatchObject({ status: 200, body: { stepMinor: 10, releasedMinor: 10 } });
  expect(world.bookOf(paymentId)).toEqual({ capturedMinor: 90, voidedMinor: 10, refundedMinor: 20 });
  expect(world.metrics.sums).toMatchObject({ PaymentCaptured: 2, PaymentRefunded: 1, PaymentVoided: 1 });
});

test('each step is in the audit trail with its caller and where that sat; what the acquirer takes back, with neither', async () => {
  const [paymentId, amountMinor] = [await world.authorized(), amountFor('refuse')];
  await world.ask('capture', paymentId, { amountMinor });
  await world.ask('void', paymentId);
  const rows = await world.server.sql(
    `select facts::jsonb - 'details' - 'occurredAt' - 'outcome' - 'resource' as facts from ledger.audit_record
     where facts::jsonb ->> 'resource' = $1 order by facts::jsonb #> '{details,sequence}' offset 1`,
    [`payment/${paymentId}`],
  );
  const called = { actor: CALLER, origin: 'payment-api', sourceIp: SOURCE_IP };
  expect(rows.map(({ facts }) => facts)).toEqual([
    { ...called, action: 'PaymentCaptured' },
    { action: 'PaymentCaptureReversed', actor: '#acquirer', origin: 'acquirer' },
    { ...called, action: 'PaymentVoided' },
  ]);
});

test('takes all that is left, without a body at all', async () => {
  const paymentId = await world.authorized(100);
  const without = { bytes: Buffer.alloc(0), headers: { 'content-type': undefined, 'idempotency-key': v7() } };
  expect(await world.ask('capture', paymentId, {}, without)).toMatchObject({ body: { stepMinor: 100 } });
});

test('a key that comes again gets the same step, and the acquirer executes it once', async () => {
  const paymentId = await world.authorized(100);
  const first = await world.ask('refund', paymentId, {}, keyed('too-early'));
  expect(first.status).toBe(409);
  await world.ask('capture', paymentId);
  const answers = [];
  for (const _ of [1, 2]) answers.push(await world.ask('refund', paymentId, { amountMinor: 40 }, keyed('refund-1')));
  const [one, other] = answers;
  expect(other?.body).toEqual(one?.body);
  expect(other?.headers['Idempotent-Replayed']).toBe('true');
  expect(one?.headers['Idempotent-Replayed']).toBeUndefined();
  expect(world.bookOf(paymentId)).toMatchObject({ capturedMinor: 100, refundedMinor: 40 });
  expect(await world.ask('refund', paymentId, { amountMinor: 41 }, keyed('refund-1'))).toMatchObject({
    status: 422,
    body: { code: 'idempotency-key-reused' },
  });
  expect(await world.ask('refund', paymentId, {}, keyed('too-early'))).toMatchObject({ status: 201 });
});

test.each<[Trouble, 'capture' | 'refund' | 'void']>([
  ['hang-after-accepting', 'capture'],
  ['hang-before-accepting', 'capture'],
  ['hang-after-accepting', 'refund'],
  ['error-after-accepting', 'void'],
  ['unavailable', 'refund'],
])('%s: the %s is answered with 202, and its own key confirms it', async (trouble, kind) => {
  const amountMinor = amountFor(trouble);
  const paymentId = await world.authorized(kind === 'capture' ? AUTHORIZED : amountMinor);
  if (kind === 'refund')
    for (const part of [10, amountMinor - 10]) await world.ask('capture', paymentId, { amountMinor: part });
  const body = kind === 'void' ? {} : { amountMinor };
  const key = keyed(v7());
  expect(await world.ask(kind, paymentId, body, key)).toMatchObject({
    status: 202,
    body: { confirmed: false, stepMinor: amountMinor },
  });
  expect(await world.ask(kind, paymentId, body, key)).toMatchObject({ body: { confirmed: true } });
  expect(Object.values(world.bookOf(paymentId))).toContain(amountMinor);
});

test('a capture that the acquirer refuses is taken back, and a retry is told the same', async () => {
  const paymentId = await world.authorized();
  const amountMinor = amountFor('refuse');
  const key = keyed(v7());
  for (const _ of [1, 2]) {
    const answer = await world.ask('capture', paymentId, { amountMinor }, key);
    expect(answer).toMatchObject({ status: 422, body: { code: 'refused-by-acquirer', retryable: false } });
  }
  expect(await world.ports.steps.find(paymentId)).toMatchObject({
    status: 'authorized',
    capturedMinor: 0,
    sequence: 3,
  });
  expect(await world.ask('capture', paymentId, { amountMinor: 100 })).toMatchObject({ status: 200 });
  expect(world.bookOf(paymentId)).toMatchObject({ capturedMinor: 100 });
});

test('a refund that the acquirer refuses is owed to the merchant again', async () => {
  const paymentId = await world.authorized();
  await world.ask('capture', paymentId);
  const answer = await world.ask('refund', paymentId, { amountMinor: amountFor('refuse') });
  expect(answer).toMatchObject({ status: 422, body: { code: 'refused-by-acquirer' } });
  expect(await world.ports.steps.find(paymentId)).toMatchObject({ capturedMinor: AUTHORIZED, refundedMinor: 0 });
});

test('a void that the acquirer refuses is a case for the operator, and not confirmed', async () => {
  const paymentId = await world.authorized(amountFor('refuse'));
  expect(await world.ask('void', paymentId)).toMatchObject({
    status: 202,
    body: { confirmed: false, status: 'voided' },
  });
  expect(world.cases).toContainEqual(expect.objectContaining({ paymentId, kind: 'void-refused' }));
  expect(await world.ports.submissions.find(paymentId, 2)).toMatchObject({ state: 'refused' });
});

test('a capture that was refused after it was refunded is reversed when the refund was', async () => {
  const paymentId = await world.authorized();
  const amountMinor = amountFor('refuse');
  const submit = world.ports.acquirer.submit.bind(world.ports.acquirer);
  const away = jest.spyOn(world.ports.acquirer, 'submit').mockRejectedValue(new Error('away'));
  expect(await world.ask('capture', paymentId, { amountMinor })).toMatchObject({ status: 202 });
  expect(await world.ask('refund', paymentId, { amountMinor })).toMatchObject({ status: 202 });
  away.mockImplementation(submit);
  const settle = async (sequence: number) => {
    const submission = await world.ports.submissions.find(paymentId, sequence);
    if (!submission) throw new Error('no submission');
    return settleSubmission(world.ports, submission, true);
  };
  expect([await settle(2), await settle(3), await settle(2)]).toEqual(['open', 'refused', 'refused']);
  expect(await world.ports.steps.find(paymentId)).toMatchObject({ status: 'authorized', capturedMinor: 0 });
  away.mockRestore();
});

test('of 50 captures at once one wins, and the acquirer captured once', async () => {
  const paymentId = await world.authorized(100);
  const answers = await Promise.all(Array.from({ length: 50 }, () => world.ask('capture', paymentId)));
  const codes = answers.map(({ status, body }) => body.code ?? status).sort();
  expect(codes).toEqual([200, ...Array.from({ length: 49 }, () => 'already-captured')]);
  expect(world.bookOf(paymentId)).toMatchObject({ capturedMinor: 100 });
});

test('an answer that cannot be kept leaves the step open, and is found out later', async () => {
  const paymentId = await world.authorized(100);
  const keep = jest
    .spyOn(world.ports.submissions, 'recordAccepted')
    .mockRejectedValueOnce(new LedgerUnavailableError('ledger is away'));
  expect(await world.ask('capture', paymentId)).toMatchObject({ status: 202 });
  const submission = await world.ports.submissions.find(paymentId, 2);
  expect(submission && (await settleSubmission(world.ports, submission, true))).toBe('accepted');
  expect(world.bookOf(paymentId)).toMatchObject({ capturedMinor: 100 });
  keep.mockRestore();
});

test('a relay that fails is left to the sweeper', async () => {
  const paymentId = await world.authorized(100);
  const before = world.relayed;
  const relay = jest.spyOn(world.ports, 'relay').mockRejectedValueOnce(new Error('away'));
  expect(await world.ask('capture', paymentId)).toMatchObject({ status: 200 });
  relay.mockRestore();
  expect(await world.ask('refund', paymentId)).toMatchObject({ status: 201 });
  expect(world.relayed).toBe(before + 1);
});

describe('fails', () => {
  test.each([
    ['without identity', { callerId: undefined }, 401, 'caller-unknown'],
    ['without a key', { headers: { 'idempotency-key': undefined } }, 400, 'idempotency-key-missing'],
    ['for another caller’s payment', { callerId: 'arn:aws:iam::111122223333:user/other' }, 404, 'payment-not-found'],
    ['for a payment that is not there', { pathParameters: { id: v7() } }, 404, 'payment-not-found'],
    ['for an id that is none', { pathParameters: { id: '1' } }, 404, 'payment-not-found'],
    ['for an amount of nothing', { body: { amountMinor: 0 } }, 422, 'request-invalid'],
    ['for an amount that is no number', { body: { amountMinor: '1' } }, 422, 'request-invalid'],
    ['for a member of nobody', { body: { amount: 1 } }, 422, 'request-invalid'],
    ['for a body of another type', { headers: { 'content-type': 'text/plain' } }, 415, 'media-type-unsupported'],
    ['to capture more than is authorized', { body: { amountMinor: 101 } }, 422, 'amount-exceeds-authorized'],
  ])('%s', async (_case, changes, status, code) => {
    const answer = await world.ask('capture', await world.authorized(100), {}, changes);
    expect(answer).toMatchObject({ status, headers: { 'Content-Type': 'application/problem+json' }, body: { code } });
  });

  test('to void with an amount, and to refund what was not captured', async () => {
    const paymentId = await world.authorized(100);
    expect(await world.ask('void', paymentId, { amountMinor: 1 })).toMatchObject({ body: { code: 'request-invalid' } });
    expect(await world.ask('refund', paymentId)).toMatchObject({ status: 409, body: { code: 'not-captured' } });
  });
});

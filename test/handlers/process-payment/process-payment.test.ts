import type { Payment } from '../../../handlers/domain/payment';
import type { AuthorizationResult } from '../../../handlers/ports/acquirer';
import { processPayment } from '../../../handlers/process-payment/process-payment';
import { AcquirerUnavailableError, LedgerUnavailableError } from '../../../handlers/runtime/errors';
import { anInstruction } from '../fakes/instruction';
import { processPaymentWorld } from './process-payment-harness';

const setUp = () => {
  const { world, ports } = processPaymentWorld();
  return { world, process: (instruction = anInstruction()) => processPayment(ports, instruction) };
};
const only = (payments: ReadonlyMap<string, Payment>): Payment => {
  expect(payments.size).toBe(1);
  return [...payments.values()][0];
};
/** A large amount from an address abroad. */
const suspicious = () =>
  anInstruction({ amount: { amountMinor: 999_999, currency: 'CHF' }, customer: { id: 'c', ipCountry: 'US' } });

test('authorizes under its payment id, commits, relays, and says so', async () => {
  const { world, process } = setUp();
  await process();
  expect(world.asked).toEqual([
    expect.objectContaining({ acquirerKey: anInstruction().paymentId, amount: anInstruction().amount }),
  ]);
  expect(only(world.ledger.payments)).toMatchObject({
    status: 'authorized',
    acquirerReference: 'auth_1',
    fraud: { outcome: 'approve', score: 0 },
  });
  expect(world.relayed).toBe(1);
  expect(world.metrics.sums).toEqual({
    FraudApproved: 1,
    AcquirerLatency: 250,
    CommitLatency: 0,
    ProcessingLatency: 250,
    PaymentAuthorized: 1,
  });
});

test('a request that was accepted by a clock ahead of ours took no time, never less', async () => {
  const { world, process } = setUp();
  await process({ ...anInstruction(), receivedAt: '2026-11-21T10:02:01.000Z' });
  expect(world.metrics.sums).toMatchObject({ AcquirerLatency: 250, ProcessingLatency: 0 });
});

test.each<readonly [AuthorizationResult, object, string]>([
  [
    { outcome: 'declined', declineCode: 'insufficient-funds', acquirerReference: 'a' },
    { status: 'declined', declineCode: 'insufficient-funds', acquirerReference: 'a' },
    'PaymentDeclined',
  ],
  [{ outcome: 'unknown', reason: 'time-out' }, { status: 'unresolved' }, 'PaymentUnresolved'],
  [{ outcome: 'unknown', reason: 'amount-mismatch' }, { status: 'unresolved' }, 'PaymentUnresolved'],
  [
    { outcome: 'refused', declineCode: 'request-refused' },
    { status: 'failed', declineCode: 'request-refused' },
    'PaymentFailed',
  ],
])('turns the acquirer’s answer %j into %j', async (result, payment, metric) => {
  const { world, process } = setUp();
  world.answer = async () => result;
  await process();
  expect(only(world.ledger.payments)).toMatchObject(payment);
  expect(world.metrics.sums).toMatchObject({ [metric]: 1 });
});

describe('fraud', () => {
  test('declines without asking the acquirer, and keeps why', async () => {
    const { world, process } = setUp();
    await process(suspicious());
    expect(world.asked).toEqual([]);
    expect(only(world.ledger.payments)).toMatchObject({
      status: 'declined',
      declineCode: 'fraud-rules',
      fraud: { outcome: 'decline', executions: expect.arrayContaining([expect.objectContaining({ result: 'hit' })]) },
    });
    expect(world.metrics.sums).toEqual({
      FraudDeclined: 1,
      CommitLatency: 0,
      PaymentDeclined: 1,
      ProcessingLatency: 0,
    });
  });

  test('authorizes what is to be reviewed, and keeps the outcome for people', async () => {
    const { world, process } = setUp();
    world.cardAttempts = 10;
    await process();
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized', fraud: { outcome: 'review' } });
  });

  test('neither counts nor scores where the flag is off', async () => {
    const { world, process } = setUp();
    world.flags.fraudScoring = false;
    await process(suspicious());
    expect(world.attempts).toEqual([]);
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized' });
    expect(only(world.ledger.payments).fraud).toBeUndefined();
  });

  test.each([
    [['example.com'], { score: 20, features: { disposableMail: 1 } }],
    [['mail.example'], { score: 0, features: { disposableMail: 0 } }],
    [undefined, { score: 0 }],
  ])('keeps with the decision what a list of disposable mail said: %j', async (list, fraud) => {
    const { world, process } = setUp();
    world.disposable = list;
    await process();
    expect(only(world.ledger.payments).fraud).toMatchObject(fraud);
  });

  test('counts the attempt at the time it was received, under its payment id', async () => {
    const { world, process } = setUp();
    world.clock.advance(3_600);
    await process();
    expect(world.attempts).toEqual([
      expect.objectContaining({ attemptId: anInstruction().paymentId, at: new Date(anInstruction().receivedAt) }),
    ]);
  });
});

describe('a decline of the issuer', () => {
  const declined = { outcome: 'declined', declineCode: 'do-not-honor' } as const;

  test('counts for payments that follow', async () => {
    const { world, process } = setUp();
    world.answer = async () => declined;
    await process();
    expect(world.declines).toEqual(world.attempts);
  });

  test.each<readonly [string, AuthorizationResult, object]>([
    ['an approval', { outcome: 'approved', acquirerReference: 'a' }, {}],
    ['an open answer', { outcome: 'unknown', reason: 'time-out' }, {}],
    ['a decline while scoring is switched off', declined, { fraudScoring: false }],
  ])('is not %s', async (_case, answer, flags) => {
    const { world, process } = setUp();
    world.flags = { ...flags };
    world.answer = async () => answer;
    await process();
    expect(world.declines).toEqual([]);
  });

  test('that cannot be counted does not keep the payment waiting', async () => {
    const { world, process } = setUp();
    world.answer = async () => declined;
    world.declinesFail = true;
    await process();
    expect(only(world.ledger.payments)).toMatchObject({ status: 'declined', declineCode: 'do-not-honor' });
    expect(JSON.stringify(world.logger)).toContain('decline not counted');
  });
});

describe('a message that comes again', () => {
  test('after the commit changes nothing and asks nobody', async () => {
    const { world, process } = setUp();
    await process();
    world.answer = async () => ({ outcome: 'declined', declineCode: 'other' });
    await process();
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized' });
    expect(world.asked).toHaveLength(1);
    expect(world.metrics.sums).toMatchObject({ PaymentAuthorized: 1 });
  });

  test('after the answer of the commit was lost finds the payment', async () => {
    const { world, process } = setUp();
    world.ledger.failures = { when: 'after', times: 1 };
    await expect(process()).rejects.toThrow(LedgerUnavailableError);
    await process();
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized' });
  });

  test('after the acquirer approved and the ledger was away keeps the first fraud decision', async () => {
    const { world, process } = setUp();
    world.ledger.failures = { when: 'before', times: 1 };
    await expect(process()).rejects.toThrow(LedgerUnavailableError);
    world.cardAttempts = 1_000;
    world.rules = { ...world.rules, thresholds: { review: 1, decline: 2 } };
    await process();
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized', fraud: { outcome: 'approve' } });
  });

  test('several times at once gives one payment', async () => {
    const { world, process } = setUp();
    await Promise.all(Array.from({ length: 10 }, () => process()));
    expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized' });
    expect(world.metrics.sums).toMatchObject({ PaymentAuthorized: 1 });
  });
});

describe('fails, so that the message comes again,', () => {
  test('when the acquirer is unavailable, and commits nothing', async () => {
    const { world, process } = setUp();
    world.answer = async () => {
      throw new AcquirerUnavailableError('away');
    };
    await expect(process()).rejects.toThrow(AcquirerUnavailableError);
    expect(world.ledger.payments.size).toBe(0);
    expect(world.metrics.sums).toMatchObject({ AcquirerLatency: 250 });
  });

  test('when the key belongs to another request, before anything is sent', async () => {
    const { world, process } = setUp();
    await process();
    const other = anInstruction({ requestHash: 'another' });
    await expect(process(other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(world.asked).toHaveLength(1);
  });
});

test('leaves the relay to the sweeper when it fails', async () => {
  const { world, process } = setUp();
  world.relay = async () => {
    throw new Error('topic away');
  };
  await process();
  expect(only(world.ledger.payments)).toMatchObject({ status: 'authorized' });
  expect(world.logger.lines).toContainEqual(
    expect.objectContaining({ level: 'error', message: 'relay left to the sweeper' }),
  );
});

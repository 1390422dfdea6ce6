import type { OpenAuthorization } from '../../../handlers/ports/open-authorizations';
import { type SweepUnresolvedPorts, sweepUnresolved } from '../../../handlers/reconcile-payment/sweep-unresolved';
import { AcquirerUnavailableError } from '../../../handlers/runtime/errors';
import { fakeConfiguration } from '../fakes/configuration';
import { Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('sweep-unresolved');

async function sweep(overrides: Partial<SweepUnresolvedPorts> = {}) {
  const ports = world.ports();
  await sweepUnresolved({ ...ports, ...overrides });
  return ports.metrics.sums;
}

test('resolves what the acquirer knows, leaves what is young, and measures what is left', async () => {
  const known = await world.unresolved('hang-after-accepting');
  const lost = await world.unresolved('hang-before-accepting');
  expect(await sweep()).toEqual({ UnresolvedPayments: 2, UnresolvedAge: expect.any(Number) });
  await world.wait('90 seconds');
  const sums = await sweep();
  expect(sums).toEqual({ PaymentReconciled: 1, UnresolvedPayments: 1, UnresolvedAge: expect.any(Number) });
  expect(sums.UnresolvedAge).toBeGreaterThanOrEqual(90);
  expect(await world.standing(known)).toEqual(['authorized', null]);
  expect(await world.standing(lost)).toEqual(['unresolved', null]);
});

test('goes by the parameter', async () => {
  const lost = await world.unresolved();
  await world.wait('30 seconds');
  await sweep({ configuration: fakeConfiguration({ reconciliation: '{"graceSeconds":20}' }) });
  expect(await world.standing(lost)).toEqual(['declined', 'not-executed']);
});

test('asks about each once a run, in batches, until none is left', async () => {
  const payments = await Promise.all(Array.from({ length: 45 }, () => world.unresolved()));
  await world.wait('1 minute');
  const asked: string[] = [];
  const find = async ({ acquirerKey }: { acquirerKey: string }) => {
    asked.push(acquirerKey);
    throw new AcquirerUnavailableError('acquirer is away');
  };
  await sweep({ acquirer: { find } });
  expect(asked.sort()).toEqual([...payments].sort());
});

test('begins no batch that it may not end in time', async () => {
  await Promise.all(Array.from({ length: 45 }, () => world.unresolved()));
  await world.wait('1 minute');
  const ports = world.ports();
  let asked = 0;
  const find = async () => {
    asked += 1;
    ports.clock.advance(1);
    return undefined;
  };
  await sweepUnresolved({ ...ports, acquirer: { find } });
  expect(asked).toBe(40);
});

test('one that fails keeps no other from its turn, and fails the run after the backlog was measured', async () => {
  const [bad, good] = [await world.unresolved('hang-after-accepting'), await world.unresolved('hang-after-accepting')];
  await world.wait('1 minute');
  const ports = world.ports();
  const take: typeof ports.steps.take = (request) =>
    request.paymentId === bad ? Promise.reject(new Error('step is broken')) : ports.steps.take(request);
  await expect(sweepUnresolved({ ...ports, steps: { take } })).rejects.toThrow('step is broken');
  expect(await world.standing(good)).toEqual(['authorized', null]);
  expect(ports.metrics.sums).toMatchObject({ PaymentReconciled: 1, UnresolvedPayments: expect.any(Number) });
  expect(ports.logger.lines).toContainEqual(expect.objectContaining({ level: 'error', paymentId: bad }));
});

test('several at once resolve each payment once', async () => {
  const payments = await Promise.all(Array.from({ length: 30 }, () => world.unresolved('cut-after-accepting')));
  await world.wait('1 minute');
  const runs = await Promise.all([sweep(), sweep(), sweep()]);
  const total = runs.reduce((sum, { PaymentReconciled = 0 }) => sum + PaymentReconciled, 0);
  expect(total).toBe(payments.length);
  for (const paymentId of payments) expect(await world.standing(paymentId)).toEqual(['authorized', null]);
});

test('an orphan of many is released like any other', async () => {
  const paymentId = world.authorize('approve');
  const { open } = world.ports();
  await open.reportOrphan({ paymentId, amount: { amountMinor: 4_200, currency: 'CHF' } });
  await world.wait('1 minute');
  await sweep();
  expect(world.held(paymentId)).toBe(0);
  expect(await open.claim(0, 10)).toEqual<OpenAuthorization[]>([]);
});

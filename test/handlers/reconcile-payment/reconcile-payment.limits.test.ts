import { reconcilePayment } from '../../../handlers/reconcile-payment/reconcile-payment';
import { limitMerchants } from '../fakes/limited-merchants';
import { AMOUNT, POLICY, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('reconcile-limits');
beforeAll(() => limitMerchants(world.database, 2 * AMOUNT.amountMinor - 1));

test('what the acquirer approved past the limit of an account is declined, and given back', async () => {
  const payments = [await world.unresolved('hang-after-accepting'), await world.unresolved('hang-after-accepting')];
  const ask = (paymentId = '', purpose: 'resolve' | 'release' = 'resolve') =>
    reconcilePayment(world.ports(), { paymentId, purpose, amount: AMOUNT, ageSeconds: 60 }, POLICY);
  for (const paymentId of payments) expect(await ask(paymentId)).toBe('resolve');
  const [authorized, declined] = payments;
  expect(await world.standing(authorized ?? '')).toEqual(['authorized', null]);
  expect(await world.standing(declined ?? '')).toEqual(['declined', 'account-limit']);
  expect(await world.purposes(declined ?? '')).toEqual(['release']);
  expect(await ask(declined, 'release')).toBe('close');
  expect(payments.map((paymentId) => world.held(paymentId))).toEqual([AMOUNT.amountMinor, 0]);
  expect(world.cases).toEqual([]);
});

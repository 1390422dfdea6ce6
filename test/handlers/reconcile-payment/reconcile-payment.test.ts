import type { OpenAuthorization } from '../../../handlers/ports/open-authorizations';
import { reconcilePayment } from '../../../handlers/reconcile-payment/reconcile-payment';
import { amountFor } from '../../../local/acquirer/troubled-amounts';
import { AMOUNT, POLICY, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('reconcile-payment');

function reconcile(paymentId: string, overrides: Partial<OpenAuthorization> = {}, ports = world.ports()) {
  const open = { paymentId, purpose: 'resolve', amount: AMOUNT, ageSeconds: 60, ...overrides } as const;
  return reconcilePayment(ports, open, POLICY);
}

describe('an unresolved payment', () => {
  test.each(['hang-after-accepting', 'cut-after-accepting', 'error-after-accepting', 'misstate-amount'] as const)(
    'is authorized as the acquirer’s book says: %s',
    async (behaviour) => {
      const paymentId = await world.unresolved(behaviour);
      expect(await reconcile(paymentId)).toBe('resolve');
      expect(await world.standing(paymentId)).toEqual(['authorized', null]);
      const [row] = await world.database.sql<{ reference: string }>(
        `select acquirer_reference as reference from ledger.payment_transition where payment_id = $1 and status = 'authorized'`,
        [paymentId],
      );
      expect(row?.reference).toBe(world.acquirer.server.book.find(paymentId)?.authorizationId);
      expect(await world.purposes(paymentId)).toEqual([]);
    },
  );

  test('is declined as the acquirer’s book says', async () => {
    const paymentId = await world.unresolved('decline');
    await reconcile(paymentId);
    expect(await world.standing(paymentId)).toEqual(['declined', expect.not.stringMatching('not-executed')]);
    expect(await world.purposes(paymentId)).toEqual([]);
  });

  test('waits within the grace when the acquirer never saw it, and is declined after', async () => {
    const paymentId = await world.unresolved('hang-before-accepting');
    expect(await reconcile(paymentId, { ageSeconds: 299 })).toBe('wait');
    expect(await world.standing(paymentId)).toEqual(['unresolved', null]);
    expect(await reconcile(paymentId, { ageSeconds: 300 })).toBe('resolve');
    expect(await world.standing(paymentId)).toEqual(['declined', 'not-executed']);
  });

  test('that executes after it was declined holds nothing in the end', async () => {
    const paymentId = await world.unresolved();
    await reconcile(paymentId, { ageSeconds: 300 });
    world.authorize('approve', AMOUNT, paymentId);
    expect(world.held(paymentId)).toBe(AMOUNT.amountMinor);
    const [late] = await world.ports().open.claim(0, 1);
    expect(await reconcilePayment(world.ports(), late as OpenAuthorization, POLICY)).toBe('close');
    expect(world.held(paymentId)).toBe(0);
    expect(await world.purposes(paymentId)).toEqual([]);
  });

  test('waits for an acquirer that cannot be reached, and goes to a person at the limit', async () => {
    const paymentId = await world.unresolved('hang-after-accepting');
    const ports = { ...world.ports(), ...world.acquirer.connect({ url: 'https://localhost:1' }) };
    expect(await reconcile(paymentId, {}, ports)).toBe('wait');
    expect(world.cases).toEqual([]);
    expect(await reconcile(paymentId, { ageSeconds: 86_400 }, ports)).toBe('hand-over');
    expect(world.cases).toMatchObject([{ paymentId, kind: 'acquirer-silent' }]);
    expect(await world.standing(paymentId)).toEqual(['unresolved', null]);
    expect(await world.purposes(paymentId)).toEqual([]);
  });

  test('goes to a person when the acquirer holds another amount', async () => {
    const paymentId = await world.unresolved('hang-after-accepting', { ...AMOUNT, amountMinor: 4_199 });
    expect(await reconcile(paymentId)).toBe('hand-over');
    expect(world.cases).toMatchObject([{ paymentId, kind: 'amount-mismatch' }]);
    expect(await world.standing(paymentId)).toEqual(['unresolved', null]);
  });

  test('is resolved once by many at a time', async () => {
    const paymentId = await world.unresolved('hang-after-accepting');
    const ports = world.ports();
    await Promise.all(Array.from({ length: 8 }, () => reconcile(paymentId, {}, ports)));
    expect(ports.metrics.sums).toEqual({ PaymentReconciled: 1 });
    expect(await world.standing(paymentId)).toEqual(['authorized', null]);
  });

  test('keeps its first resolution, and what the acquirer approved meanwhile becomes an orphan', async () => {
    const paymentId = await world.unresolved();
    await reconcile(paymentId, { ageSeconds: 300 });
    await world.forget();
    world.authorize('approve', AMOUNT, paymentId);
    await reconcile(paymentId);
    expect(await world.standing(paymentId)).toEqual(['declined', 'not-executed']);
    expect(await world.purposes(paymentId)).toEqual(['release']);
  });
});

describe('a person', () => {
  test('is called before the ledger stops asking: a case that cannot be raised is tried again', async () => {
    const paymentId = await world.unresolved('hang-after-accepting', { ...AMOUNT, amountMinor: 4_199 });
    const raise = () => Promise.reject(new Error('queue is away'));
    await expect(reconcile(paymentId, {}, { ...world.ports(), operatorCases: { raise } })).rejects.toThrow(
      'queue is away',
    );
    expect(await world.purposes(paymentId)).toEqual(['resolve']);
  });

  test('finds why in the audit trail', async () => {
    const paymentId = await world.unresolved('hang-after-accepting', { ...AMOUNT, amountMinor: 4_199 });
    const ports = world.ports();
    await reconcile(paymentId, {}, ports);
    const rows = await world.database.sql<{ facts: object }>(
      `select facts::jsonb as facts from ledger.audit_record where facts::jsonb ->> 'action' = 'AuthorizationHandedOver'
         and facts::jsonb ->> 'resource' = $1`,
      [`payment/${paymentId}`],
    );
    expect(rows).toMatchObject([{ facts: { outcome: 'unknown', details: { reason: 'amount-mismatch', ...AMOUNT } } }]);
    expect(ports.metrics.sums).toEqual({ OperatorCaseRaised: 1 });
  });
});

describe('an orphan', () => {
  test('is given back, once, however often it is asked about', async () => {
    const paymentId = world.authorize('approve');
    await world.ports().open.reportOrphan({ paymentId, amount: AMOUNT });
    const many = Array.from({ length: 4 }, () => reconcile(paymentId, { purpose: 'release' }));
    expect(new Set(await Promise.all(many))).toEqual(new Set(['close']));
    expect(world.held(paymentId)).toBe(0);
    expect(await world.purposes(paymentId)).toEqual([]);
  });

  test('that the acquirer does not give back goes to a person', async () => {
    const amount = { ...AMOUNT, amountMinor: amountFor('refuse') };
    const paymentId = world.authorize('approve', amount);
    expect(await reconcile(paymentId, { purpose: 'release', amount })).toBe('hand-over');
    expect(world.cases).toMatchObject([{ paymentId, kind: 'release-refused' }]);
  });

  test('that holds nothing is closed', async () => {
    const paymentId = world.authorize('decline');
    await world.ports().open.reportOrphan({ paymentId, amount: AMOUNT });
    expect(await reconcile(paymentId, { purpose: 'release' })).toBe('close');
    expect(await world.purposes(paymentId)).toEqual([]);
  });
});

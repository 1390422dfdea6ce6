import { randomUUID } from 'node:crypto';
import { reconcilePayment } from '../../../handlers/reconcile-payment/reconcile-payment';
import {
  type ReleaseOnEvidencePorts,
  releaseOnEvidence,
} from '../../../handlers/reconcile-payment/release-on-evidence';
import { resolveOnEvidence } from '../../../handlers/reconcile-payment/resolve-on-evidence';
import { amountFor } from '../../../local/acquirer/troubled-amounts';
import { AMOUNT, POLICY, Reconciliation } from './reconciliation';

const world = Reconciliation.ofThisFile('release-on-evidence');

const released = (paymentId: string, operator = 'anna') =>
  ({ paymentId, outcome: 'released', evidence: 'portal/case-17', operator }) as const;
const release = (paymentId: string, operator?: string) =>
  releaseOnEvidence(world.ports(), released(paymentId, operator));

const rowsOf = (paymentId: string) =>
  world.database.sql('select handed_over_at from ledger.open_authorization where payment_id = $1', [paymentId]);

/** The acquirer holds it, does not void it, and a person has it. */
async function keptOrphan(): Promise<string> {
  const amount = { ...AMOUNT, amountMinor: amountFor('refuse') };
  const paymentId = world.authorize('approve', amount);
  const ports = world.ports();
  await ports.open.reportOrphan({ paymentId, amount });
  const orphan = { paymentId, purpose: 'release', amount, ageSeconds: 60 } as const;
  expect(await reconcilePayment(ports, orphan, POLICY)).toBe('hand-over');
  expect(world.cases).toMatchObject([{ paymentId, kind: 'release-refused' }]);
  return paymentId;
}

type Open = ReleaseOnEvidencePorts['open'];

/** What is open in the ledger, and what a test makes of some of its calls. */
function openBut(calls: (open: Open) => Partial<Open>): ReleaseOnEvidencePorts {
  const ports = world.ports();
  const { open } = ports;
  const own = {
    closeOrphan: open.closeOrphan.bind(open),
    findOrphan: open.findOrphan.bind(open),
    handOver: open.handOver.bind(open),
    reopen: open.reopen.bind(open),
  };
  return { ...ports, open: { ...own, ...calls(own) } };
}

test('an orphan that the acquirer gave back on paper only is closed', async () => {
  const paymentId = await keptOrphan();
  expect(await rowsOf(paymentId)).toEqual([{ handed_over_at: expect.any(Date) }]);
  expect(await release(paymentId)).toEqual({ paymentId, outcome: 'taken', status: 'released' });
  expect(await rowsOf(paymentId)).toEqual([]);
});

test('fails for one that no person was called for: what was declined as never executed is watched on', async () => {
  const ports = world.ports();
  const paymentId = await world.unresolved('hang-before-accepting');
  await resolveOnEvidence(ports, { paymentId, outcome: 'declined', evidence: 'letter-7', operator: 'anna' });
  await expect(release(paymentId)).rejects.toMatchObject({ code: 'payment-busy' });
  expect(await world.purposes(paymentId)).toEqual(['release']);
});

test('fails where the acquirer has answered meanwhile, and writes nothing down', async () => {
  const paymentId = await keptOrphan();
  const ports = openBut(({ closeOrphan, reopen }) => ({
    reopen: async (paymentIds) => {
      await closeOrphan(paymentId);
      return reopen(paymentIds);
    },
  }));
  await expect(releaseOnEvidence(ports, released(paymentId))).rejects.toMatchObject({ code: 'payment-busy' });
  expect(await ports.open.findOrphan(paymentId)).toBeUndefined();
});

test('the audit trail and the ledger say who it was and on what paper', async () => {
  const paymentId = await keptOrphan();
  await release(paymentId);
  const rows = await world.database.sql<{ facts: object }>(
    `select facts::jsonb as facts from ledger.audit_record
     where facts::jsonb ->> 'resource' = $1 and facts::jsonb ->> 'action' like '%EvidenceGiven'`,
    [`payment/${paymentId}`],
  );
  expect(rows.map(({ facts }) => facts)).toEqual([
    {
      occurredAt: expect.any(String),
      actor: '#operator/anna',
      action: 'AuthorizationEvidenceGiven',
      outcome: 'success',
      origin: 'evidence/portal/case-17',
      resource: `payment/${paymentId}`,
      details: { purpose: 'release', amountMinor: amountFor('refuse'), currency: 'CHF' },
    },
  ]);
  const handovers = await world.database.sql(
    'select sequence, purpose, reason from ledger.handover where payment_id = $1 order by handover_id',
    [paymentId],
  );
  expect(handovers).toEqual([
    { sequence: null, purpose: 'release', reason: 'release-refused' },
    { sequence: null, purpose: 'release', reason: 'operator-evidence' },
  ]);
});

test('it is written down before anything is done: who dies in between does it again', async () => {
  const paymentId = await keptOrphan();
  const dying = openBut(() => ({ closeOrphan: () => Promise.reject(new Error('died')) }));
  await expect(releaseOnEvidence(dying, released(paymentId))).rejects.toThrow('died');
  expect(await rowsOf(paymentId)).toEqual([{ handed_over_at: expect.any(Date) }]);
  expect(await release(paymentId)).toMatchObject({ outcome: 'taken' });
});

test('the same said again changes nothing', async () => {
  const paymentId = await keptOrphan();
  await release(paymentId);
  expect(await release(paymentId, 'ben')).toEqual({ paymentId, outcome: 'repeated', status: 'released' });
});

test('what the acquirer approves after all is open again, whatever was on paper', async () => {
  const paymentId = await keptOrphan();
  await release(paymentId);
  await world.ports().open.reportOrphan({ paymentId, amount: AMOUNT });
  expect(await world.ports().open.findOrphan(paymentId)).toEqual({ state: 'asked', amount: AMOUNT });
});

test('of many operators at once each is told what stands there, or to come again', async () => {
  const paymentId = await keptOrphan();
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => release(paymentId, `operator-${index}`)),
  );
  const failed = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(failed.filter((code) => code !== 'payment-busy')).toEqual([]);
  expect(failed.length).toBeLessThan(all.length);
  expect(await rowsOf(paymentId)).toEqual([]);
});

test('fails for an unresolved payment, which stays open, and for what nobody knows', async () => {
  const paymentId = await world.unresolved('hang-after-accepting');
  await expect(release(paymentId)).rejects.toMatchObject({ code: 'payment-not-found' });
  expect(await world.purposes(paymentId)).toEqual(['resolve']);
  await expect(release(randomUUID())).rejects.toThrow('no authorization without a payment is known by that id');
});

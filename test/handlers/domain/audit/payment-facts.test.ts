import { canonicalForm } from '../../../../handlers/domain/audit/audit-record';
import { paymentFacts } from '../../../../handlers/domain/audit/payment-facts';
import { anEvent } from '../../fakes/instruction';

const cause = { actor: 'arn:aws:iam::000000000000:user/shop', origin: 'payment-queue' };

test('an event becomes who, what, when, outcome, origin and which payment', () => {
  expect(JSON.parse(canonicalForm(paymentFacts(anEvent(), cause)))).toEqual({
    occurredAt: '2026-11-21T10:02:01.000Z',
    actor: 'arn:aws:iam::000000000000:user/shop',
    action: 'PaymentAuthorized',
    outcome: 'success',
    origin: 'payment-queue',
    resource: 'payment/0193f3a0-0000-7000-8000-000000000001',
    details: {
      eventId: '0193f3a0-0000-7000-8000-00000000000e',
      correlationId: 'correlation-1',
      sequence: 1,
      amountMinor: 4_200,
      currency: 'CHF',
      merchantId: 'merchant-1',
      maskedPan: '400000******0009',
      network: 'visa',
    },
  });
});

test('where the caller sat is told beside the channel, and absent where nobody called', () => {
  const facts = paymentFacts(anEvent(), { ...cause, sourceIp: '198.51.100.7' });
  expect(JSON.parse(canonicalForm(facts))).toMatchObject({ origin: 'payment-queue', sourceIp: '198.51.100.7' });
  expect(canonicalForm(paymentFacts(anEvent(), cause))).not.toContain('sourceIp');
});

test('a part that was captured is told beside the whole', () => {
  expect(paymentFacts(anEvent({ status: 'captured' }), { ...cause, stepMinor: 100 })).toMatchObject({
    outcome: 'success',
    details: { amountMinor: 4_200, stepMinor: 100 },
  });
});

test.each([
  ['declined', 'failure'],
  ['failed', 'failure'],
  ['unresolved', 'unknown'],
  ['voided', 'success'],
] as const)('a payment that is %s has the outcome %s', (status, outcome) => {
  expect(paymentFacts(anEvent({ status, declineCode: 'do-not-honor' }), cause).outcome).toBe(outcome);
});

test('what a merchant wrote freely stays out', () => {
  expect(canonicalForm(paymentFacts(anEvent({ merchantReference: 'order of Anna' }), cause))).not.toContain('Anna');
});

import { refusedByLedger } from '../../../handlers/step-payment/refused-by-ledger';
import { limitMerchants, payOut } from '../fakes/limited-merchants';
import { aPosition } from '../fakes/step';
import { StepPaymentHarness } from './step-payment-harness';

test.each([
  [
    'capture',
    'amount-exceeds-authorized',
    'the capture must be at most 70 CHF in minor units, which is still reserved',
  ],
  ['refund', 'amount-exceeds-captured', 'the refund must be at most 20 CHF in minor units, which is not yet refunded'],
  ['refund', 'account-limit', 'the refund would overdraw an account of the ledger, or take it past its limit'],
  ['void', 'already-voided', 'a payment that is captured cannot take this step'],
] as const)('of a %s, %s says what is possible', (kind, refusal, message) => {
  const position = aPosition({ status: 'captured', capturedMinor: 30, refundedMinor: 10 });
  expect(refusedByLedger(kind, refusal, position)).toMatchObject({ code: refusal, message });
});

test('a refund past what the merchant holds is a problem that says so; a smaller one goes through under its key', async () => {
  const world = await StepPaymentHarness.start('step-payment-limits');
  try {
    await limitMerchants(world.server, 1_000);
    const paymentId = await world.authorized(100);
    await world.ask('capture', paymentId);
    const position = await world.ports.steps.find(paymentId);
    await payOut(world.server.open(), position?.merchantId ?? '', 70);
    const key = { headers: { 'idempotency-key': 'refund-1' } };
    expect(await world.ask('refund', paymentId, { amountMinor: 31 }, key)).toMatchObject({
      status: 409,
      headers: { 'Content-Type': 'application/problem+json' },
      body: {
        code: 'account-limit',
        retryable: false,
        detail: expect.stringMatching(
          /^The refund would overdraw an account of the ledger, or take it past its limit\. /,
        ),
      },
    });
    expect(world.bookOf(paymentId)).toEqual({ capturedMinor: 100, voidedMinor: 0, refundedMinor: 0 });
    expect(await world.ask('refund', paymentId, { amountMinor: 30 }, key)).toMatchObject({ status: 201 });
    expect(world.bookOf(paymentId)).toMatchObject({ refundedMinor: 30 });
    expect(await world.server.violations()).toEqual([]);
  } finally {
    await world.stop();
  }
});

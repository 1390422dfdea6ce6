import { StepPaymentFunction } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked } from './network';

function made() {
  const { stack, vpc } = networked();
  return new StepPaymentFunction(stack, 'Step', neighbours(stack, vpc));
}

test.each([
  ['PaymentCaptured', (fn: StepPaymentFunction) => fn.metricCaptures()],
  ['PaymentVoided', (fn: StepPaymentFunction) => fn.metricVoids()],
  ['PaymentRefunded', (fn: StepPaymentFunction) => fn.metricRefunds()],
  ['StepReversed', (fn: StepPaymentFunction) => fn.metricReversals()],
])('counts %s as its code does', (metricName, metric) => {
  expect(metric(made())).toMatchObject({
    metricName,
    namespace: 'Payments',
    statistic: 'Sum',
    dimensions: { service: 'step-payment' },
  });
});

test('fails without a VPC, in which alone the ledger is reached', () => {
  const { stack, vpc } = networked();
  const around = { ...neighbours(stack, vpc), vpc: undefined };
  expect(() => new StepPaymentFunction(stack, 'Step', around)).toThrow("'vpc' must be given for 'Stack/Step'");
});

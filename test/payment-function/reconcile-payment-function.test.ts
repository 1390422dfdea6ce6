import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ReconcilePaymentFunction } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked } from './network';

function reconcile(interval?: Duration) {
  const { stack, vpc } = networked();
  const fn = new ReconcilePaymentFunction(stack, 'Reconcile', { ...neighbours(stack, vpc), interval });
  return { fn, stack };
}

describe('reconciliation', () => {
  test.each([
    ['every minute', undefined, 'rate(1 minute)'],
    ['as rarely as one says', Duration.minutes(5), 'rate(5 minutes)'],
  ])('runs %s', (_when, interval, ScheduleExpression) => {
    Template.fromStack(reconcile(interval).stack).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression,
      State: 'ENABLED',
    });
  });

  test('ends before the next run begins', () => {
    Template.fromStack(reconcile().stack).hasResourceProperties('AWS::Lambda::Function', { Timeout: 55 });
  });

  test('fails for a pause under a minute', () => {
    expect(() => reconcile(Duration.seconds(30))).toThrow("'interval' must be 1 minute to 1 day, got 30 seconds");
  });

  test.each([
    ['metricUnresolvedPayments', 'UnresolvedPayments', 'Maximum'],
    ['metricUnresolvedAge', 'UnresolvedAge', 'Maximum'],
    ['metricReconciledPayments', 'PaymentReconciled', 'Sum'],
    ['metricOperatorCases', 'OperatorCaseRaised', 'Sum'],
  ] as const)('%s is what its code writes', (method, metricName, statistic) => {
    const { fn } = reconcile();
    expect(fn[method]()).toMatchObject({
      namespace: 'Payments',
      metricName,
      statistic,
      dimensions: { service: 'reconcile-payment' },
      region: 'us-east-1',
    });
    expect(fn[method]({ period: Duration.minutes(1) }).period).toEqual(Duration.minutes(1));
  });
});

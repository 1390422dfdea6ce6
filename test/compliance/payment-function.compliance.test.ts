import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FailureDestination, PaymentFunction, PaymentFunctionBundle } from '../../src/payment-function';
import { neighbours, paymentFunctions } from '../payment-function/neighbours';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

describe.each(surroundings)('in $name', ({ stack }) => {
  test('a function has no finding, in a VPC and outside', () => {
    const scope = stack();
    const bundle = PaymentFunctionBundle.GET_PAYMENT;
    const vpc = new ec2.Vpc(scope, 'Vpc');
    const own = [
      new PaymentFunction(scope, 'Outside', { bundle }),
      new PaymentFunction(scope, 'Inside', {
        bundle,
        vpc,
        failureDestination: FailureDestination.none('Called by an API'),
      }),
      new PaymentFunction(scope, 'Reserved', { bundle, vpc, reservedConcurrency: 2 }),
    ];
    expect(own.flatMap((fn) => unacknowledged(fn))).toEqual([]);
  });

  test('the functions of the payment flow have no finding', () => {
    const scope = stack();
    const around = neighbours(scope, new ec2.Vpc(scope, 'Vpc'));
    const own = Object.values(paymentFunctions).map((make) => make(scope, around));
    expect(own.flatMap((fn) => unacknowledged(fn))).toEqual([]);
  });
});

import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { ExpirePaymentsEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { requireDuration } from '../private/validation';
import { FailureDestination } from './failure-destination';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { paymentMetric } from './private/payment-metric';
import { runEvery } from './private/schedule';
import { useLedger } from './private/use-ledger';

/** What the function that lets authorizations expire needs. */
export interface ExpirePaymentsFunctionProps extends PaymentFunctionOptions {
  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /**
   * How long an authorization reserves, in whole seconds, 1 hour to 31 days; less than the networks and your acquirer let it.
   *
   * @default Duration.days(7)
   */
  readonly authorizationAge?: Duration;

  /**
   * Pause between two runs, in whole minutes, 1 minute to 1 day.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;
}

/**
 * Gives back what was reserved and not captured in time: the ledger takes the step, and `ReconcilePaymentFunction` tells the
 * acquirer. Of a payment that was captured in part, the captured part stays.
 */
export class ExpirePaymentsFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: ExpirePaymentsFunctionProps) {
    requireDuration('authorizationAge', props.authorizationAge, Duration.hours(1), Duration.days(31));
    requireDuration('interval', props.interval, Duration.minutes(1), Duration.days(1));
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.EXPIRE_PAYMENTS,
        description: 'Gives back what was reserved and not captured in time',
        memorySize: 512,
        timeout: Duration.minutes(5),
        failureDestination: FailureDestination.none(
          'Each run goes on from where the last one got in the ledger: the next one makes up for one that failed',
        ),
      }),
    );
    const { authorizationAge = Duration.days(7), interval = Duration.hours(1), ledger } = props;
    useLedger(this, ledger);
    this._setVariables({ [ExpirePaymentsEnvironment.AUTHORIZATION_SECONDS]: `${authorizationAge.toSeconds()}` });
    runEvery(this, interval, 'Lets authorizations expire');
  }

  /** Payments whose reservation expired; sum over five minutes. */
  public metricExpiredPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_EXPIRED, 'Sum', options);
  }
}

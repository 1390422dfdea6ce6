import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ReconcilePaymentEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { ParameterName } from '../contract/parameters';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { grantSecretRead } from '../private/secret-access';
import { requireDuration } from '../private/validation';
import { FailureDestination } from './failure-destination';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { grantItems, grantParameters, grantSend } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { runEvery } from './private/schedule';
import { useLedger } from './private/use-ledger';

/** What the function that settles unresolved payments needs. */
export interface ReconcilePaymentFunctionProps extends PaymentFunctionOptions {
  /** Table with the velocity counters, in which declines are counted that the acquirer tells late. */
  readonly sessionTable: dynamodb.ITable;

  /** Secret with the acquirer's key in its field `apiKey`. */
  readonly acquirerSecret: secretsmanager.ISecret;

  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /** Queue that people read: what no program may decide. Nothing consumes it; watch its depth. */
  readonly operatorQueue: sqs.IQueue;

  /**
   * Pause between two runs, in whole minutes, 1 minute to 1 day.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/**
 * Asks the acquirer what became of unresolved payments and books what it says; gives back what the acquirer holds without a
 * payment; calls a person where the acquirer does not say within a day, or says something else than it was asked.
 * Both times are in the parameter `reconciliation`. Whoever may invoke it can resolve a payment on evidence: let operators only.
 */
export class ReconcilePaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: ReconcilePaymentFunctionProps) {
    requireDuration('interval', props.interval, Duration.minutes(1), Duration.days(1));
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.RECONCILE_PAYMENT,
        description: 'Settles unresolved payments by asking the acquirer',
        memorySize: 512,
        timeout: Duration.seconds(55),
        failureDestination: FailureDestination.none(
          'Each run begins anew from what is open in the ledger: the next one makes up for one that failed, and the age of what is open is measured',
        ),
      }),
    );
    const { acquirerSecret, interval, ledger, operatorQueue, sessionTable } = props;
    useLedger(this, ledger);
    this._setVariables({
      [ReconcilePaymentEnvironment.ACQUIRER_SECRET_ARN]: acquirerSecret.secretArn,
      [ReconcilePaymentEnvironment.OPERATOR_QUEUE_URL]: operatorQueue.queueUrl,
      [ReconcilePaymentEnvironment.SESSION_TABLE_NAME]: sessionTable.tableName,
    });
    grantItems(this.role, sessionTable, SessionKeyPrefix.VELOCITY, ['UpdateItem']);
    grantSecretRead(this, acquirerSecret);
    grantSend(this.role, operatorQueue);
    grantParameters(this.role, this.configurationPath, [ParameterName.ACQUIRER_URL, ParameterName.RECONCILIATION]);
    runEvery(this, interval, 'Settles unresolved payments');
  }

  /** Payments whose fate at the acquirer is not known, those included that a person has; maximum over five minutes. */
  public metricUnresolvedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.UNRESOLVED_PAYMENTS, 'Maximum', options);
  }

  /** Seconds that the oldest authorization has been open that no person has; maximum over five minutes. */
  public metricUnresolvedAge(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.UNRESOLVED_AGE, 'Maximum', options);
  }

  /** Payments that were settled; sum over five minutes. */
  public metricReconciledPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_RECONCILED, 'Sum', options);
  }

  /** Cases that were given to a person; sum over five minutes. */
  public metricOperatorCases(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.OPERATOR_CASE_RAISED, 'Sum', options);
  }

  /** Seconds that the acquirer has not answered the oldest capture, void or refund; maximum over five minutes. */
  public metricSubmissionAge(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.SUBMISSION_AGE, 'Maximum', options);
  }

  /** Captures and refunds that the acquirer refused when it was asked again; sum over five minutes. */
  public metricReversals(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.STEP_REVERSED, 'Sum', options);
  }
}

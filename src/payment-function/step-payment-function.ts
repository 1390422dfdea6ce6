import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { StepPaymentEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { ParameterName } from '../contract/parameters';
import { grantSecretRead } from '../private/secret-access';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { fromCaller } from './private/consume';
import { grantParameters, grantPublish, grantSend } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { useLedger } from './private/use-ledger';

/** What the function that captures, voids and refunds needs. */
export interface StepPaymentFunctionProps extends PaymentFunctionOptions {
  /** Secret with the acquirer's key in its field `apiKey`. */
  readonly acquirerSecret: secretsmanager.ISecret;

  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /** Topic that events about payments are published to. */
  readonly eventTopic: sns.ITopic;

  /** Queue that people read: a void that the acquirer refused. Nothing consumes it; watch its depth. */
  readonly operatorQueue: sqs.IQueue;
}

/**
 * Answers `POST /payments/{id}/capture`, `/void` and `/refunds`: takes the step in the ledger, where of steps that exclude each
 * other one wins, then tells the acquirer, and takes back what the acquirer refuses. Answers 202 while the acquirer has not
 * confirmed; `ReconcilePaymentFunction` asks it again.
 */
export class StepPaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: StepPaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.STEP_PAYMENT,
        description: 'Answers POST /payments/{id}/capture, /void and /refunds',
        memorySize: 1024,
        timeout: Duration.seconds(25),
        failureDestination: fromCaller(),
      }),
    );
    const { acquirerSecret, eventTopic, ledger, operatorQueue } = props;
    useLedger(this, ledger);
    this._setVariables({
      [StepPaymentEnvironment.ACQUIRER_SECRET_ARN]: acquirerSecret.secretArn,
      [StepPaymentEnvironment.EVENT_TOPIC_ARN]: eventTopic.topicArn,
      [StepPaymentEnvironment.OPERATOR_QUEUE_URL]: operatorQueue.queueUrl,
    });
    grantPublish(this.role, eventTopic);
    grantSend(this.role, operatorQueue);
    grantSecretRead(this, acquirerSecret);
    grantParameters(this.role, this.configurationPath, [ParameterName.ACQUIRER_URL]);
  }

  /** Captures that the ledger took, in part or whole; sum over five minutes. */
  public metricCaptures(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_CAPTURED, 'Sum', options);
  }

  /** Voids that the ledger took; sum over five minutes. */
  public metricVoids(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_VOIDED, 'Sum', options);
  }

  /** Refunds that the ledger took, in part or whole; sum over five minutes. */
  public metricRefunds(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_REFUNDED, 'Sum', options);
  }

  /** Captures and refunds that the acquirer refused; sum over five minutes. */
  public metricReversals(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.STEP_REVERSED, 'Sum', options);
  }

  /** Requests that were answered as the first of their key was; sum over five minutes. */
  public metricReplayedSteps(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_REPLAYED, 'Sum', options);
  }

  /** Cases that were given to a person; sum over five minutes. */
  public metricOperatorCases(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.OPERATOR_CASE_RAISED, 'Sum', options);
  }

  /** Milliseconds of a capture, void or refund at the acquirer; 99th percentile over five minutes. */
  public metricAcquirerLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.ACQUIRER_LATENCY, 'p99', options);
  }

  /** Events that were published right after their commit; sum over five minutes. */
  public metricRelayedEvents(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.EVENT_RELAYED, 'Sum', options);
  }
}

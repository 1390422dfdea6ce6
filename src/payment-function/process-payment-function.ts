import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ProcessPaymentEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { ParameterName } from '../contract/parameters';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { grantSecretRead } from '../private/secret-access';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { consume, fromQueue } from './private/consume';
import { grantItems, grantParameters, grantPublish } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { useLedger } from './private/use-ledger';

/** What the function that decides about payments needs. */
export interface ProcessPaymentFunctionProps extends PaymentFunctionOptions {
  /** Queue with the payments that were taken; hides a message at least six times as long as the function may run. */
  readonly paymentQueue: sqs.IQueue;

  /** Table with the velocity counters, fraud decisions and the list of disposable mail. */
  readonly sessionTable: dynamodb.ITable;

  /** Secret with the acquirer's key in its field `apiKey`. */
  readonly acquirerSecret: secretsmanager.ISecret;

  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /** Topic that events about payments are published to. */
  readonly eventTopic: sns.ITopic;

  /**
   * Messages that one run gets at most, 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Runs at the same time at most, 2 to 1000. Each holds one connection to the ledger.
   *
   * @default 50
   */
  readonly maxConcurrency?: number;
}

/** Works the queue of payments off: scores fraud, authorizes at the acquirer, and commits once, in one transaction of the ledger. */
export class ProcessPaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: ProcessPaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.PROCESS_PAYMENT,
        description: 'Scores, authorizes and commits the payments of a queue',
        memorySize: 1024,
        timeout: Duration.seconds(30),
        failureDestination: fromQueue(),
      }),
    );
    const { acquirerSecret, eventTopic, ledger, paymentQueue, sessionTable } = props;
    useLedger(this, ledger);
    this._setVariables({
      [ProcessPaymentEnvironment.ACQUIRER_SECRET_ARN]: acquirerSecret.secretArn,
      [ProcessPaymentEnvironment.SESSION_TABLE_NAME]: sessionTable.tableName,
      [ProcessPaymentEnvironment.EVENT_TOPIC_ARN]: eventTopic.topicArn,
    });
    grantItems(this.role, sessionTable, SessionKeyPrefix.VELOCITY, ['UpdateItem']);
    grantItems(this.role, sessionTable, SessionKeyPrefix.LIST, ['GetItem']);
    grantPublish(this.role, eventTopic);
    grantSecretRead(this, acquirerSecret);
    grantParameters(this.role, this.configurationPath, [
      ParameterName.ACQUIRER_URL,
      ParameterName.FEATURE_FLAGS,
      ParameterName.FRAUD_RULES,
    ]);
    consume(this, paymentQueue, props, 50);
  }

  /** Payments that the acquirer authorized; sum over five minutes. */
  public metricAuthorizedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_AUTHORIZED, 'Sum', options);
  }

  /** Payments that were declined, by fraud rules or by the acquirer; sum over five minutes. */
  public metricDeclinedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_DECLINED, 'Sum', options);
  }

  /** Payments of which the acquirer left open whether it authorized them; sum over five minutes. */
  public metricUnresolvedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_UNRESOLVED, 'Sum', options);
  }

  /** Payments that the acquirer refused for what they are; sum over five minutes. */
  public metricFailedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_FAILED, 'Sum', options);
  }

  /** Instructions that had been carried out before; sum over five minutes. */
  public metricReplayedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_REPLAYED, 'Sum', options);
  }

  /** Payments that fraud rules let pass; sum over five minutes. */
  public metricFraudApprovals(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.FRAUD_APPROVED, 'Sum', options);
  }

  /** Payments that fraud rules marked for review; sum over five minutes. */
  public metricFraudReviews(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.FRAUD_REVIEWED, 'Sum', options);
  }

  /** Payments that fraud rules declined; sum over five minutes. */
  public metricFraudDeclines(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.FRAUD_DECLINED, 'Sum', options);
  }

  /** Milliseconds from the acceptance of a request to its committed decision, waiting included; 99th percentile over five minutes. */
  public metricProcessingLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PROCESSING_LATENCY, 'p99', options);
  }

  /** Milliseconds of an authorization at the acquirer; 99th percentile over five minutes. */
  public metricAcquirerLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.ACQUIRER_LATENCY, 'p99', options);
  }

  /** Milliseconds of the ledger's transaction; 99th percentile over five minutes. */
  public metricCommitLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.COMMIT_LATENCY, 'p99', options);
  }

  /** Events that were published right after their commit; sum over five minutes. */
  public metricRelayedEvents(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.EVENT_RELAYED, 'Sum', options);
  }
}

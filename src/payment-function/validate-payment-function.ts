import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ValidatePaymentEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { ParameterName } from '../contract/parameters';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { grantSecretRead } from '../private/secret-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { fromCaller } from './private/consume';
import { grantItems, grantMac, grantParameters, grantSend } from './private/grants';
import { paymentMetric } from './private/payment-metric';

/** What the function that takes payments needs. */
export interface ValidatePaymentFunctionProps extends PaymentFunctionOptions {
  /** Table with the idempotency sessions and the payment views. */
  readonly sessionTable: dynamodb.ITable;

  /** Queue that takes payments whose card is a token by now. */
  readonly paymentQueue: sqs.IQueue;

  /** HMAC_256 key by which card numbers become fingerprints; keep it, or cards are not recognized again. */
  readonly fingerprintKey: kms.IKey;

  /** Secret with the acquirer's key in its field `apiKey`. */
  readonly acquirerSecret: secretsmanager.ISecret;
}

/** Answers `POST /payments`: checks the request, tokenizes the card at the acquirer, and queues the payment without card data. */
export class ValidatePaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: ValidatePaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.VALIDATE_PAYMENT,
        description: 'Answers POST /payments: checks, tokenizes, queues',
        memorySize: 1024,
        timeout: Duration.seconds(20),
        failureDestination: fromCaller(),
      }),
    );
    const { acquirerSecret, fingerprintKey, paymentQueue, sessionTable } = props;
    this._setVariables({
      [ValidatePaymentEnvironment.ACQUIRER_SECRET_ARN]: acquirerSecret.secretArn,
      [ValidatePaymentEnvironment.FINGERPRINT_KEY_ID]: fingerprintKey.keyId,
      [ValidatePaymentEnvironment.PAYMENT_QUEUE_URL]: paymentQueue.queueUrl,
      [ValidatePaymentEnvironment.SESSION_TABLE_NAME]: sessionTable.tableName,
    });
    grantItems(this.role, sessionTable, SessionKeyPrefix.IDEMPOTENCY, ['PutItem', 'UpdateItem']);
    grantItems(this.role, sessionTable, SessionKeyPrefix.PAYMENT, ['PutItem']);
    grantSend(this.role, paymentQueue);
    grantMac(this.role, fingerprintKey);
    grantSecretRead(this, acquirerSecret);
    grantParameters(this.role, this.configurationPath, [ParameterName.ACQUIRER_URL]);
  }

  /** Payments that were accepted; sum over five minutes. */
  public metricReceivedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_RECEIVED, 'Sum', options);
  }

  /** Payments that were refused for what they are; sum over five minutes. */
  public metricRejectedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_REJECTED, 'Sum', options);
  }

  /** Requests that were answered as the first of their key was; sum over five minutes. */
  public metricReplayedPayments(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.PAYMENT_REPLAYED, 'Sum', options);
  }
}

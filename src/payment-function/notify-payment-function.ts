import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { NotifyPaymentEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { ParameterName } from '../contract/parameters';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { consume, fromQueue } from './private/consume';
import { grantItems, grantParameters, grantPublish } from './private/grants';
import { paymentMetric } from './private/payment-metric';

/** What the function that tells subscribers needs. */
export interface NotifyPaymentFunctionProps extends PaymentFunctionOptions {
  /** Queue that is subscribed to the events about payments, with raw message delivery. */
  readonly eventQueue: sqs.IQueue;

  /** Table with the receipts of what was told already. */
  readonly sessionTable: dynamodb.ITable;

  /** Topic that people and systems subscribe to. */
  readonly notificationTopic: sns.ITopic;

  /**
   * Key of the secure parameter that signs webhooks.
   *
   * @default - none: no webhook may be configured
   */
  readonly configurationKey?: kms.IKey;

  /**
   * Messages that one run gets at most, 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Runs at the same time at most, 2 to 1000.
   *
   * @default 20
   */
  readonly maxConcurrency?: number;
}

/** Tells subscribers about events, once each: on a topic, and by a signed webhook where one is configured. */
export class NotifyPaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: NotifyPaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.NOTIFY_PAYMENT,
        description: 'Tells subscribers about events',
        memorySize: 512,
        timeout: Duration.seconds(60),
        failureDestination: fromQueue(),
      }),
    );
    const { configurationKey, eventQueue, notificationTopic, sessionTable } = props;
    this._setVariables({
      [NotifyPaymentEnvironment.SESSION_TABLE_NAME]: sessionTable.tableName,
      [NotifyPaymentEnvironment.NOTIFICATION_TOPIC_ARN]: notificationTopic.topicArn,
    });
    grantItems(this.role, sessionTable, SessionKeyPrefix.RECEIPT, ['PutItem', 'DeleteItem']);
    grantPublish(this.role, notificationTopic);
    const parameters: string[] = [ParameterName.FEATURE_FLAGS, ParameterName.WEBHOOK_URL];
    if (configurationKey) parameters.push(ParameterName.WEBHOOK_SIGNING_KEY);
    grantParameters(this.role, this.configurationPath, parameters, configurationKey);
    consume(this, eventQueue, props, 20);
  }

  /** Notifications and webhooks that were delivered; sum over five minutes. */
  public metricDeliveredNotifications(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.NOTIFICATION_DELIVERED, 'Sum', options);
  }

  /** Attempts to notify that failed; sum over five minutes. */
  public metricFailedNotifications(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.NOTIFICATION_FAILED, 'Sum', options);
  }
}

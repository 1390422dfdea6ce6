import { setTimeout as wait } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { FunctionEnvironment, NotifyPaymentEnvironment } from '../../src/contract/environment';
import { DynamoDbReceipts } from '../adapters/dynamodb-receipts';
import { HttpsClient } from '../adapters/https-client';
import { HttpsWebhook } from '../adapters/https-webhook';
import { readPaymentEvent } from '../adapters/payment-event-message';
import { SnsNotificationTopic } from '../adapters/sns-notification-topic';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { patientSnsClient } from '../runtime/aws-clients/sns';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { processBatch } from '../runtime/sqs-batch';
import { type NotifyPaymentPorts, notifyPayment } from './notify-payment';

const configurationPath = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);
const tableName = requireEnvironment(NotifyPaymentEnvironment.SESSION_TABLE_NAME);
const topicArn = requireEnvironment(NotifyPaymentEnvironment.NOTIFICATION_TOPIC_ARN);

const ports: NotifyPaymentPorts = {
  configuration: new SsmConfiguration(ssmClient(), configurationPath, systemClock, logger),
  receipts: new DynamoDbReceipts(dynamoDbClient(), tableName, systemClock),
  topic: new SnsNotificationTopic(patientSnsClient(), topicArn),
  webhook: new HttpsWebhook(new HttpsClient({ totalMilliseconds: 5_000 }), systemClock),
  wait,
  metrics,
  logger,
};

export const handler = withMetrics((event: SQSEvent) =>
  processBatch(event, (record) => notifyPayment(ports, readPaymentEvent(record.body))),
);

import type { SQSEvent } from 'aws-lambda';
import { ProjectPaymentEnvironment } from '../../src/contract/environment';
import { DynamoDbPaymentViews } from '../adapters/dynamodb-payment-views';
import { readPaymentEvent } from '../adapters/payment-event-message';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { systemClock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { logger } from '../runtime/logger';
import { withMetrics } from '../runtime/metrics';
import { processBatch } from '../runtime/sqs-batch';
import { projectPayment } from './project-payment';

const tableName = requireEnvironment(ProjectPaymentEnvironment.SESSION_TABLE_NAME);
const ports = { views: new DynamoDbPaymentViews(dynamoDbClient(), tableName, systemClock), logger };

export const handler = withMetrics((event: SQSEvent) =>
  processBatch(event, (record) => projectPayment(ports, readPaymentEvent(record.body))),
);

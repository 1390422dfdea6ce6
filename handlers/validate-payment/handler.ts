import { setTimeout as wait } from 'node:timers/promises';
import { FunctionEnvironment, ValidatePaymentEnvironment } from '../../src/contract/environment';
import { DynamoDbIdempotencySessions } from '../adapters/dynamodb-idempotency-sessions';
import { DynamoDbPaymentViews } from '../adapters/dynamodb-payment-views';
import { HttpCardVault } from '../adapters/http-card-vault';
import { KmsCardFingerprinter } from '../adapters/kms-card-fingerprinter';
import { connectAcquirer } from '../adapters/open-acquirer';
import { SqsPaymentQueue } from '../adapters/sqs-payment-queue';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { kmsClient } from '../runtime/aws-clients/kms';
import { sqsClient } from '../runtime/aws-clients/sqs';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { answering } from '../runtime/http-answer';
import { uuidIds } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics } from '../runtime/metrics';
import { restHandler } from '../runtime/rest-handler';
import { ValidatePayment } from './validate-payment';

const environment = ValidatePaymentEnvironment;
const tableName = requireEnvironment(environment.SESSION_TABLE_NAME);
const path = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);

const configuration = new SsmConfiguration(ssmClient(), path, clock, logger);

const useCase = new ValidatePayment({
  clock,
  ids: uuidIds,
  sessions: new DynamoDbIdempotencySessions(dynamoDbClient(), tableName, clock),
  fingerprinter: new KmsCardFingerprinter(kmsClient(), requireEnvironment(environment.FINGERPRINT_KEY_ID)),
  vault: new HttpCardVault(connectAcquirer(configuration)),
  views: new DynamoDbPaymentViews(dynamoDbClient(), tableName, clock),
  queue: new SqsPaymentQueue(sqsClient(), requireEnvironment(environment.PAYMENT_QUEUE_URL)),
  wait,
  logger,
  metrics,
});

export const handler = restHandler(answering(logger, (request) => useCase.handle(request)));

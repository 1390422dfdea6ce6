import { GetPaymentEnvironment } from '../../src/contract/environment';
import { DynamoDbPaymentViews } from '../adapters/dynamodb-payment-views';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { systemClock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { answering } from '../runtime/http-answer';
import { logger } from '../runtime/logger';
import { restHandler } from '../runtime/rest-handler';
import { GetPayment } from './get-payment';

const views = new DynamoDbPaymentViews(
  dynamoDbClient(),
  requireEnvironment(GetPaymentEnvironment.SESSION_TABLE_NAME),
  systemClock,
);
const useCase = new GetPayment(views);

export const handler = restHandler(answering(logger, (request) => useCase.handle(request)));

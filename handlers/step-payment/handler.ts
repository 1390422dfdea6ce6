import { FunctionEnvironment, StepPaymentEnvironment } from '../../src/contract/environment';
import { HttpAcquirerSubmissions } from '../adapters/http-acquirer-submissions';
import { openAcquirer } from '../adapters/open-acquirer';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlOutbox } from '../adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentSteps } from '../adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../adapters/postgresql/postgresql-submissions';
import { SnsEventPublisher } from '../adapters/sns-event-publisher';
import { SqsOperatorCases } from '../adapters/sqs-operator-cases';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { relayOutbox } from '../relay-outbox/relay-outbox';
import { snsClient } from '../runtime/aws-clients/sns';
import { sqsClient } from '../runtime/aws-clients/sqs';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { answering } from '../runtime/http-answer';
import { uuidIds as ids } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics } from '../runtime/metrics';
import { restHandler } from '../runtime/rest-handler';
import { requestedStepOf } from './read-step-request';
import { StepPayment } from './step-payment';

const environment = StepPaymentEnvironment;
const operatorQueueUrl = requireEnvironment(environment.OPERATOR_QUEUE_URL);
const publisher = new SnsEventPublisher(snsClient(), requireEnvironment(environment.EVENT_TOPIC_ARN), logger);
const path = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);

const database = openLedgerDatabase(__dirname);
const configuration = new SsmConfiguration(ssmClient(), path, clock, logger);
const outbox = new PostgresqlOutbox(database);

const useCase = new StepPayment({
  acquirer: new HttpAcquirerSubmissions(openAcquirer(configuration)),
  submissions: new PostgresqlSubmissions(database),
  steps: new PostgresqlPaymentSteps(database),
  operatorCases: new SqsOperatorCases(sqsClient(), operatorQueueUrl),
  relay: () => relayOutbox({ outbox, publisher, metrics }),
  clock,
  ids,
  metrics,
  logger,
});

export const handler = restHandler(
  answering(logger, async (request) => useCase.handle(requestedStepOf(request.path), request)),
);

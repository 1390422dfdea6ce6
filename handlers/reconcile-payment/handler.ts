import { FunctionEnvironment, ReconcilePaymentEnvironment } from '../../src/contract/environment';
import { DynamoDbVelocityCounters } from '../adapters/dynamodb-velocity-counters';
import { HttpAcquirer } from '../adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../adapters/http-acquirer-submissions';
import { openAcquirer } from '../adapters/open-acquirer';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlOpenAuthorizations } from '../adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentSteps } from '../adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../adapters/postgresql/postgresql-submissions';
import { PostgresqlVelocityAttempts } from '../adapters/postgresql/postgresql-velocity-attempts';
import { SqsOperatorCases } from '../adapters/sqs-operator-cases';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { sqsClient } from '../runtime/aws-clients/sqs';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { uuidIds as ids } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { keepAnswer, type SettleSubmissionPorts, tellAcquirer } from '../step-payment/settle-submission';
import { type OpenWorkPorts, reconcileOpenWork } from './reconcile-open-work';

const operatorQueueUrl = requireEnvironment(ReconcilePaymentEnvironment.OPERATOR_QUEUE_URL);
const sessionTableName = requireEnvironment(ReconcilePaymentEnvironment.SESSION_TABLE_NAME);
const path = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);

const database = openLedgerDatabase(__dirname);
const configuration = new SsmConfiguration(ssmClient(), path, clock, logger);
const client = openAcquirer(configuration);
const toldAcquirer = new HttpAcquirerSubmissions(client);
const submissions = new PostgresqlSubmissions(database);

const shared = {
  attempts: new PostgresqlVelocityAttempts(database),
  velocityCounters: new DynamoDbVelocityCounters(dynamoDbClient(), sessionTableName),
  steps: new PostgresqlPaymentSteps(database),
  operatorCases: new SqsOperatorCases(sqsClient(), operatorQueueUrl),
  configuration,
  clock,
  ids,
  metrics,
  logger,
};
const settling: SettleSubmissionPorts = { ...shared, acquirer: toldAcquirer, submissions };
const open = new PostgresqlOpenAuthorizations(database);
const ports: OpenWorkPorts = {
  authorizations: { ...shared, acquirer: new HttpAcquirer(client), submissions: toldAcquirer, open },
  evidence: { ...shared, submissions, open, keepAnswer: (...said) => keepAnswer(settling, ...said) },
  submissions: { ...shared, submissions, settle: (submission) => tellAcquirer(settling, submission, true) },
};

export const handler = withMetrics((event: unknown) => reconcileOpenWork(ports, event));

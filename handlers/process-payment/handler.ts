import type { SQSEvent } from 'aws-lambda';
import { ProcessPaymentEnvironment as environment, FunctionEnvironment } from '../../src/contract/environment';
import { ParameterName } from '../../src/contract/parameters';
import { ConfiguredFraudRules } from '../adapters/configured-fraud-rules';
import { connectEarly } from '../adapters/connect-early';
import { DynamoDbDisposableMail } from '../adapters/dynamodb-disposable-mail';
import { DynamoDbFraudDecisions } from '../adapters/dynamodb-fraud-decisions';
import { DynamoDbVelocityCounters } from '../adapters/dynamodb-velocity-counters';
import { HttpAcquirer } from '../adapters/http-acquirer';
import { connectAcquirer } from '../adapters/open-acquirer';
import { readPaymentInstruction } from '../adapters/payment-instruction-message';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlOpenAuthorizations } from '../adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentLedger } from '../adapters/postgresql/postgresql-payment-ledger';
import { SnsEventPublisher } from '../adapters/sns-event-publisher';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { relayOutbox } from '../relay-outbox/relay-outbox';
import { dynamoDbClient } from '../runtime/aws-clients/dynamodb';
import { snsClient } from '../runtime/aws-clients/sns';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { uuidIds as ids } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { readEarly } from '../runtime/read-early';
import { processBatch } from '../runtime/sqs-batch';
import { commitTogether } from './commit-together';
import { type ProcessPaymentPorts, processPayment } from './process-payment';
import { runTogether } from './run-together';

const tableName = requireEnvironment(environment.SESSION_TABLE_NAME);
const publisher = new SnsEventPublisher(snsClient(), requireEnvironment(environment.EVENT_TOPIC_ARN), logger);
const path = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);
const database = openLedgerDatabase(__dirname);
const configuration = new SsmConfiguration(ssmClient(), path, clock, logger);
readEarly(
  () => Promise.all([configuration.find(ParameterName.FEATURE_FLAGS), configuration.find(ParameterName.FRAUD_RULES)]),
  () => database.open().then(() => connectEarly(dynamoDbClient(), snsClient())), // while it lets us in
);
const ports: ProcessPaymentPorts = {
  configuration,
  fraudRules: new ConfiguredFraudRules(configuration, logger),
  velocityCounters: new DynamoDbVelocityCounters(dynamoDbClient(), tableName),
  disposableMail: new DynamoDbDisposableMail(dynamoDbClient(), tableName, clock),
  fraudDecisions: new DynamoDbFraudDecisions(dynamoDbClient(), tableName, clock),
  acquirer: new HttpAcquirer(connectAcquirer(configuration)),
  ledger: commitTogether(new PostgresqlPaymentLedger(database)),
  orphans: new PostgresqlOpenAuthorizations(database),
  relay: runTogether(() => relayOutbox({ outbox: new PostgresqlOutbox(database), publisher, metrics })),
  clock,
  ids,
  metrics,
  logger,
};

export const handler = withMetrics((event: SQSEvent) =>
  processBatch(event, (record) => processPayment(ports, readPaymentInstruction(record.body))),
);

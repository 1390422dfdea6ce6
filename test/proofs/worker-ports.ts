import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AcquirerClient } from '../../handlers/adapters/acquirer-client';
import { ConfiguredFraudRules } from '../../handlers/adapters/configured-fraud-rules';
import { DynamoDbDisposableMail } from '../../handlers/adapters/dynamodb-disposable-mail';
import { DynamoDbFraudDecisions } from '../../handlers/adapters/dynamodb-fraud-decisions';
import { DynamoDbVelocityCounters } from '../../handlers/adapters/dynamodb-velocity-counters';
import { HttpAcquirer } from '../../handlers/adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../../handlers/adapters/http-acquirer-submissions';
import { HttpsClient } from '../../handlers/adapters/https-client';
import { LedgerDatabase } from '../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlOpenAuthorizations } from '../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentLedger } from '../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../handlers/adapters/postgresql/postgresql-submissions';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import { commitTogether } from '../../handlers/process-payment/commit-together';
import type { ProcessPaymentPorts } from '../../handlers/process-payment/process-payment';
import { runTogether } from '../../handlers/process-payment/run-together';
import { relayOutbox } from '../../handlers/relay-outbox/relay-outbox';
import { systemClock as clock } from '../../handlers/runtime/clock';
import { uuidIds as ids } from '../../handlers/runtime/ids';
import type { StepPaymentPorts } from '../../handlers/step-payment/step-payment';
import { ParameterName } from '../../src/contract/parameters';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { loginOnce } from '../handlers/fakes/login-once';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import { dyingAcquirer, dyingLedger, dyingPublisher, dyingSteps, dyingSubmissions } from './dying-ports';
import type { Doom } from './kill-points';
import type { WorkerSettings } from './worker-messages';

export interface WorkerPorts {
  readonly processing: ProcessPaymentPorts;
  readonly stepping: StepPaymentPorts;
}

/** Longer than an answer takes on a busy machine; a card that hangs holds its delivery for so long. */
const ACQUIRER_TIMEOUT_MS = 1_500;
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** The wiring of the functions, with the same adapters; only at the kill points it may end. */
export function workerPorts(settings: WorkerSettings, publisher: EventPublisher, doom: Doom): WorkerPorts {
  const [logger, metrics] = [recordingLogger(), recordingMetrics()];
  const configuration = fakeConfiguration({ [ParameterName.ACQUIRER_URL]: settings.acquirerUrl });
  const dynamoDb = new DynamoDBClient({ ...LOCAL, endpoint: settings.cloudEndpoint });
  const database = new LedgerDatabase({
    logins: loginOnce(settings.login),
    authorities: [settings.databaseAuthority],
    logger,
    applicationName: 'worker',
  });
  const relaying = { outbox: new PostgresqlOutbox(database), publisher: dyingPublisher(publisher, doom), metrics };
  const relay = runTogether(() => relayOutbox(relaying));
  const running = {
    clock,
    ids,
    metrics,
    logger,
    relay: async () => {
      await doom.reach('between commit and relay');
      return relay();
    },
  };
  const client = acquirerClient(settings);
  return {
    processing: {
      ...running,
      configuration,
      fraudRules: new ConfiguredFraudRules(configuration, logger),
      velocityCounters: new DynamoDbVelocityCounters(dynamoDb, settings.tableName),
      disposableMail: new DynamoDbDisposableMail(dynamoDb, settings.tableName, clock),
      fraudDecisions: new DynamoDbFraudDecisions(dynamoDb, settings.tableName, clock),
      acquirer: dyingAcquirer(new HttpAcquirer(client), doom),
      ledger: dyingLedger(commitTogether(new PostgresqlPaymentLedger(database)), doom),
      orphans: new PostgresqlOpenAuthorizations(database),
    },
    stepping: {
      ...running,
      acquirer: dyingSubmissions(new HttpAcquirerSubmissions(client), doom),
      steps: dyingSteps(new PostgresqlPaymentSteps(database), doom),
      submissions: new PostgresqlSubmissions(database),
      operatorCases: { raise: async () => undefined }, // raised again by the sweep, and seen there
    },
  };
}

function acquirerClient({ acquirerApiKey, acquirerAuthority, acquirerUrl }: WorkerSettings): AcquirerClient {
  const https = new HttpsClient({
    certificateAuthorities: [acquirerAuthority],
    totalMilliseconds: ACQUIRER_TIMEOUT_MS,
  });
  const apiKey = { read: async () => acquirerApiKey, forget: () => undefined };
  return new AcquirerClient(https, fakeConfiguration({ [ParameterName.ACQUIRER_URL]: acquirerUrl }), apiKey);
}

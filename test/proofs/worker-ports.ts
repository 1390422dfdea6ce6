import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AcquirerClient } from '../../handlers/adapters/acquirer-client';
import { ConfiguredFraudRules } from '../../handlers/adapters/configured-fraud-rules';
import { DynamoDbFraudDecisions } from '../../handlers/adapters/dynamodb-fraud-decisions';
import { DynamoDbVelocityCounters } from '../../handlers/adapters/dynamodb-velocity-counters';
import { HttpAcquirer } from '../../handlers/adapters/http-acquirer';
import { HttpsClient } from '../../handlers/adapters/https-client';
import { LedgerDatabase } from '../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlOpenAuthorizations } from '../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentLedger } from '../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../handlers/adapters/postgresql/postgresql-payment-steps';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import type { PaymentSteps } from '../../handlers/ports/payment-steps';
import type { ProcessPaymentPorts } from '../../handlers/process-payment/process-payment';
import { runTogether } from '../../handlers/process-payment/run-together';
import { relayOutbox } from '../../handlers/relay-outbox/relay-outbox';
import { systemClock as clock } from '../../handlers/runtime/clock';
import { uuidIds as ids } from '../../handlers/runtime/ids';
import { ParameterName } from '../../src/contract/parameters';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { loginOnce } from '../handlers/fakes/login-once';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import type { Doom } from './kill-points';
import type { WorkerSettings } from './worker-messages';

export type WorkerPorts = ProcessPaymentPorts & { readonly steps: PaymentSteps };

/** Longer than an answer takes on a busy machine; a card that hangs holds its delivery for so long. */
const ACQUIRER_TIMEOUT_MS = 1_000;
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
  const ledger = new PostgresqlPaymentLedger(database);
  const steps = new PostgresqlPaymentSteps(database);
  const acquirer = acquirerOf(settings);
  const relaying = { outbox: new PostgresqlOutbox(database), publisher: dyingPublisher(publisher, doom), metrics };
  const relay = runTogether(() => relayOutbox(relaying));
  return {
    configuration,
    fraudRules: new ConfiguredFraudRules(configuration, logger),
    velocityCounters: new DynamoDbVelocityCounters(dynamoDb, settings.tableName),
    fraudDecisions: new DynamoDbFraudDecisions(dynamoDb, settings.tableName, clock),
    acquirer: {
      authorize: async (request) =>
        after(acquirer.authorize(request), () => doom.reach('between authorize and commit')),
    },
    ledger: { find: (...key) => ledger.find(...key), commit: (decision) => committing(ledger.commit(decision), doom) },
    orphans: new PostgresqlOpenAuthorizations(database),
    steps: { find: (paymentId) => steps.find(paymentId), take: (request) => committing(steps.take(request), doom) },
    relay: async () => {
      await doom.reach('between commit and relay');
      return relay();
    },
    clock,
    ids,
    metrics,
    logger,
  };
}

function acquirerOf({ acquirerApiKey, acquirerAuthority, acquirerUrl }: WorkerSettings): HttpAcquirer {
  const https = new HttpsClient({
    certificateAuthorities: [acquirerAuthority],
    totalMilliseconds: ACQUIRER_TIMEOUT_MS,
  });
  const apiKey = { read: async () => acquirerApiKey, forget: () => undefined };
  return new HttpAcquirer(
    new AcquirerClient(https, fakeConfiguration({ [ParameterName.ACQUIRER_URL]: acquirerUrl }), apiKey),
  );
}

async function after<T>(work: Promise<T>, then: () => Promise<void>): Promise<T> {
  const result = await work;
  await then();
  return result;
}

/** Whoever dies while the statement is under way cannot know what became of it. */
async function committing<T>(commit: Promise<T>, doom: Doom): Promise<T> {
  commit.catch(() => undefined); // awaited below, unless the end comes first
  await doom.reach('while the commit is under way');
  return after(commit, () => doom.reach('between commit and answer'));
}

function dyingPublisher(publisher: EventPublisher, doom: Doom): EventPublisher {
  return { publish: (events) => after(publisher.publish(events), () => doom.reach('in the middle of relay')) };
}

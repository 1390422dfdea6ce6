import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { v7 } from 'uuid';
import { ConfiguredFraudRules } from '../../../handlers/adapters/configured-fraud-rules';
import { DynamoDbDisposableMail } from '../../../handlers/adapters/dynamodb-disposable-mail';
import { DynamoDbFraudDecisions } from '../../../handlers/adapters/dynamodb-fraud-decisions';
import { DynamoDbVelocityCounters } from '../../../handlers/adapters/dynamodb-velocity-counters';
import { PostgresqlOpenAuthorizations } from '../../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { SnsEventPublisher } from '../../../handlers/adapters/sns-event-publisher';
import type { Payment, PaymentInstruction } from '../../../handlers/domain/payment';
import { type ProcessPaymentPorts, processPayment } from '../../../handlers/process-payment/process-payment';
import { runTogether } from '../../../handlers/process-payment/run-together';
import { relayOutbox } from '../../../handlers/relay-outbox/relay-outbox';
import { AcquirerUnavailableError } from '../../../handlers/runtime/errors';
import { uuidIds } from '../../../handlers/runtime/ids';
import { type Behaviour, TEST_CARDS, type TestCard, testCardFor } from '../../../local/acquirer/test-cards';
import { type AcquirerHarness, cardDetails, startHarness } from '../adapters/acquirer-harness';
import { fakeClock } from '../fakes/clock';
import { fakeConfiguration } from '../fakes/configuration';
import { DatabaseServer } from '../fakes/database-server';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { anInstruction } from '../fakes/instruction';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

let cloud: EmulatedCloud;
let database: DatabaseServer;
let acquirer: AcquirerHarness;
let ledger: PostgresqlPaymentLedger;
let ports: ProcessPaymentPorts;

beforeAll(async () => {
  [cloud, database, acquirer] = await Promise.all([
    startEmulatedCloud('process-payment'),
    DatabaseServer.startWithLedger('process-payment'),
    startHarness(),
  ]);
  ports = await connect();
});
afterAll(() => Promise.all([cloud.stop(), database.stop(), acquirer.stop()]));

/** The function's wiring, with PostgreSQL, the emulator and the acquirer as processes and servers of this test. */
async function connect(): Promise<ProcessPaymentPorts> {
  const tableName = await cloud.createSessionTable();
  const { TopicArn = '' } = await cloud.sns.send(new CreateTopicCommand({ Name: 'events' }));
  const [clock, logger, metrics] = [fakeClock(), recordingLogger(), recordingMetrics()];
  const configuration = fakeConfiguration({});
  const connections = database.open({ poolSize: 10 });
  const outbox = new PostgresqlOutbox(connections);
  const publisher = new SnsEventPublisher(cloud.sns, TopicArn, logger);
  ledger = new PostgresqlPaymentLedger(connections);
  return {
    configuration,
    fraudRules: new ConfiguredFraudRules(configuration, logger),
    velocityCounters: new DynamoDbVelocityCounters(cloud.dynamoDb, tableName),
    disposableMail: new DynamoDbDisposableMail(cloud.dynamoDb, tableName, clock),
    fraudDecisions: new DynamoDbFraudDecisions(cloud.dynamoDb, tableName, clock),
    acquirer: acquirer.connect({ totalMilliseconds: 2_500 }).acquirer,
    ledger,
    orphans: new PostgresqlOpenAuthorizations(connections),
    relay: runTogether(() => relayOutbox({ outbox, publisher, metrics })),
    ids: uuidIds,
    clock,
    metrics,
    logger,
  };
}

async function instructionFor({ number }: TestCard, overrides: { ipCountry?: string; amountMinor?: number } = {}) {
  const card = await acquirer.connect().vault.tokenize(cardDetails(number));
  const paymentId = v7();
  return anInstruction({
    paymentId,
    idempotencyKey: `key of ${paymentId}`,
    card: { ...card, fingerprint: `fingerprint of ${paymentId}` },
    amount: { amountMinor: overrides.amountMinor ?? 4_200, currency: 'CHF' },
    customer: { id: paymentId, ipCountry: overrides.ipCountry ?? card.issuerCountry },
  });
}

/** As the queue does it: a message that fails comes again, a bounded number of times. */
async function deliver(instruction: PaymentInstruction, receiveCount = 1): Promise<void> {
  try {
    await processPayment(ports, instruction);
  } catch (error) {
    if (receiveCount === 3) throw error;
    await deliver(instruction, receiveCount + 1);
  }
}

const paymentOf = ({ callerId, idempotencyKey }: PaymentInstruction): Promise<Payment | undefined> =>
  ledger.find(callerId, idempotencyKey);
const inBook = ({ paymentId }: PaymentInstruction) =>
  acquirer.server.book.entries().filter(({ key }) => key === paymentId);

const STATUS_OF: Readonly<Record<Exclude<Behaviour, 'unavailable'>, string>> = {
  approve: 'authorized',
  'approve-slowly': 'authorized',
  decline: 'declined',
  'hang-after-accepting': 'unresolved',
  'hang-before-accepting': 'unresolved',
  'cut-after-accepting': 'unresolved',
  'error-after-accepting': 'unresolved',
  'misstate-amount': 'unresolved',
};
const decidable = TEST_CARDS.flatMap((card) => (card.behaviour === 'unavailable' ? [] : [[card.shows, card] as const]));

test.each(decidable)('decides once for three deliveries at once and one later: %s', async (_shows, card) => {
  const instruction = await instructionFor(card);
  await Promise.all([1, 2, 3].map(() => deliver(instruction)));
  await deliver(instruction);
  const payment = await paymentOf(instruction);
  expect(payment?.status).toBe(STATUS_OF[card.behaviour as keyof typeof STATUS_OF]);
  const executed = card.behaviour === 'hang-before-accepting' ? 0 : 1;
  expect(inBook(instruction)).toHaveLength(executed);
});

test('leaves the payment to a later delivery while the acquirer is unavailable', async () => {
  const instruction = await instructionFor(testCardFor('unavailable'));
  await expect(processPayment(ports, instruction)).rejects.toThrow(AcquirerUnavailableError);
  await expect(paymentOf(instruction)).resolves.toBeUndefined();
  expect(inBook(instruction)).toEqual([]);
});

test('declines by fraud rules without a trace in the acquirer’s book, and keeps the whole decision', async () => {
  const instruction = await instructionFor(testCardFor('approve'), { ipCountry: 'DE', amountMinor: 999_999 });
  await processPayment(ports, instruction);
  await expect(paymentOf(instruction)).resolves.toMatchObject({
    status: 'declined',
    declineCode: 'fraud-rules',
    fraud: { rulesVersion: 'default-3', features: { amountMinor: 999_999, ipCountry: 'DE', issuerCountry: 'US' } },
  });
  expect(inBook(instruction)).toEqual([]);
});

test('after all of it and one sweep the outbox is empty, the ledger sound, and no approval without a payment', async () => {
  await ports.relay();
  await expect(database.sql('select 1 from ledger.outbox')).resolves.toEqual([]);
  await expect(database.violations()).resolves.toEqual([]);
  const approved = acquirer.server.book.entries().filter(({ status }) => status === 'approved');
  const known = await database.sql<{ payment_id: string }>('select payment_id from ledger.payment');
  const ids = new Set(known.map(({ payment_id }) => payment_id));
  expect(approved.filter(({ key }) => !ids.has(key))).toEqual([]);
});

import { setTimeout as wait } from 'node:timers/promises';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDbIdempotencySessions } from '../../../handlers/adapters/dynamodb-idempotency-sessions';
import { DynamoDbPaymentViews } from '../../../handlers/adapters/dynamodb-payment-views';
import { KmsCardFingerprinter } from '../../../handlers/adapters/kms-card-fingerprinter';
import { readPaymentInstruction } from '../../../handlers/adapters/payment-instruction-message';
import { PostgresqlOpenAuthorizations } from '../../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { SqsPaymentQueue } from '../../../handlers/adapters/sqs-payment-queue';
import { processPayment } from '../../../handlers/process-payment/process-payment';
import { answering } from '../../../handlers/runtime/http-answer';
import { uuidIds } from '../../../handlers/runtime/ids';
import { restHandler } from '../../../handlers/runtime/rest-handler';
import { ValidatePayment, type ValidatePaymentPorts } from '../../../handlers/validate-payment/validate-payment';
import { type AcquirerHarness, startHarness } from '../adapters/acquirer-harness';
import { fakeClock } from '../fakes/clock';
import { DatabaseServer } from '../fakes/database-server';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { Gate } from '../fakes/gate';
import { paymentBody } from '../fakes/http-requests';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';
import { restEvent } from '../fakes/rest-event';
import { processPaymentWorld } from '../process-payment/process-payment-harness';

/** What a try was at when its time was over. */
export type Stop = 'tokenize' | 'enqueue' | 'complete';

const AMPLE_MS = 60_000;
/** The answer comes a second before the end. */
const SHORT_MS = 1_050;

/** The edge, the queue, the ledger and the acquirer, all real; a try can be held up, and goes on when its gate is opened. */
export class LateEdge {
  /** Of the sessions and of their leases. */
  readonly clock = fakeClock();
  private tableName = '';
  private queueUrl = '';
  private keyId = '';

  private constructor(
    private readonly cloud: EmulatedCloud,
    private readonly acquirer: AcquirerHarness,
    private readonly server: DatabaseServer,
  ) {}

  static async start(name: string): Promise<LateEdge> {
    const parts = [startEmulatedCloud(name), startHarness(), DatabaseServer.startWithLedger(name)] as const;
    const edge = new LateEdge(...(await Promise.all(parts)));
    const { kms, sqs } = edge.cloud;
    edge.tableName = await edge.cloud.createSessionTable();
    edge.queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: name }))).QueueUrl ?? '';
    const key = await kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }));
    edge.keyId = key.KeyMetadata?.KeyId ?? '';
    return edge;
  }

  /** A try whose time is over while it is held up; `ended` once it has gone on to its end all the same. */
  async late(idempotencyKey: string, stop: Stop) {
    const gate = new Gate();
    const { answer, ended } = this.try(idempotencyKey, SHORT_MS, { [stop]: gate });
    await gate.reached;
    return { answer: await answer, gate, ended };
  }

  /** The same request, by a function that has its time. */
  post(idempotencyKey: string) {
    return this.try(idempotencyKey, AMPLE_MS, {}).answer;
  }

  private try(idempotencyKey: string, remaining: number, gates: Partial<Record<Stop, Gate>>) {
    const useCase = new ValidatePayment(this.ports(gates));
    const done = new Gate();
    const handler = restHandler(
      answering(recordingLogger(), (request) => useCase.handle(request).finally(() => done.open())),
    );
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey };
    const event = restEvent({ headers, body: JSON.stringify(paymentBody) });
    return { answer: handler(event, { getRemainingTimeInMillis: () => remaining }), ended: done.pass() };
  }

  private ports(gates: Partial<Record<Stop, Gate>>): ValidatePaymentPorts {
    const { dynamoDb, kms, sqs } = this.cloud;
    const { vault } = this.acquirer.connect();
    const queue = new SqsPaymentQueue(sqs, this.queueUrl);
    const sessions = new DynamoDbIdempotencySessions(dynamoDb, this.tableName, this.clock);
    const held = <Call extends readonly unknown[], Result>(stop: Stop, work: (...call: Call) => Promise<Result>) => {
      return async (...call: Call) => {
        await gates[stop]?.pass();
        return work(...call);
      };
    };
    return {
      clock: this.clock,
      ids: uuidIds,
      sessions: {
        begin: (...call) => sessions.begin(...call),
        forget: (...call) => sessions.forget(...call),
        abandon: (...call) => sessions.abandon(...call),
        complete: held('complete', (...call) => sessions.complete(...call)),
      },
      fingerprinter: new KmsCardFingerprinter(kms, this.keyId),
      vault: { tokenize: held('tokenize', (card) => vault.tokenize(card)) },
      views: new DynamoDbPaymentViews(dynamoDb, this.tableName, this.clock),
      queue: { enqueue: held('enqueue', (instruction) => queue.enqueue(instruction)) },
      wait,
      logger: recordingLogger(),
      metrics: recordingMetrics(),
    };
  }

  /** Works everything in the queue off, all at once and once more one by one; returns which payments it were, a message each. */
  async process(): Promise<readonly string[]> {
    const receive = new ReceiveMessageCommand({
      QueueUrl: this.queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 600,
    });
    const { Messages = [] } = await this.cloud.sqs.send(receive);
    const database = this.server.open({ poolSize: 4 });
    const ports = {
      ...processPaymentWorld().ports,
      ids: uuidIds,
      acquirer: this.acquirer.connect().acquirer,
      ledger: new PostgresqlPaymentLedger(database),
      orphans: new PostgresqlOpenAuthorizations(database),
    };
    const instructions = Messages.map(({ Body = '' }) => readPaymentInstruction(Body));
    await Promise.all(instructions.map((instruction) => processPayment(ports, instruction)));
    for (const instruction of instructions) await processPayment(ports, instruction);
    return instructions.map(({ paymentId }) => paymentId);
  }

  /** What the ledger has under a key: a line a payment. */
  paymentsOf(idempotencyKey: string): Promise<readonly { payment_id: string; status: string }[]> {
    return this.server.sql(
      'select payment_id, t.status from ledger.payment as p join ledger.payment_transition as t using (payment_id) where p.idempotency_key = $1',
      [idempotencyKey],
    );
  }

  /** Whether the acquirer holds money for a payment that nobody is about to give back. */
  async holds(paymentId: string): Promise<boolean> {
    const open = await this.server.sql('select from ledger.open_authorization where payment_id = $1', [paymentId]);
    return this.acquirer.server.book.find(paymentId)?.status === 'approved' && open.length === 0;
  }

  violations(): Promise<readonly string[]> {
    return this.server.violations();
  }

  async stop(): Promise<void> {
    await Promise.all([this.cloud.stop(), this.acquirer.stop(), this.server.stop()]);
  }
}

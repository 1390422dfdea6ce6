import { v7 } from 'uuid';
import type { HttpsClientOptions } from '../../../handlers/adapters/https-client';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../../handlers/adapters/postgresql/postgresql-submissions';
import type { RequestedStep } from '../../../handlers/api/step-request';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import { answering } from '../../../handlers/runtime/http-answer';
import { StepPayment, type StepPaymentPorts } from '../../../handlers/step-payment/step-payment';
import { type AcquirerHarness, cardDetails, startHarness } from '../adapters/acquirer-harness';
import { DatabaseServer } from '../fakes/database-server';
import { aDecision } from '../fakes/decision';
import { httpRequest, type RequestChanges } from '../fakes/http-requests';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

export const CALLER = 'arn:aws:iam::111122223333:user/shop';
export const AUTHORIZED = 1_000_000;

/** The use case over a real ledger and the simulated acquirer. */
export class StepPaymentHarness {
  readonly cases: OperatorCase[] = [];
  readonly metrics = recordingMetrics();
  readonly logger = recordingLogger();
  relayed = 0;

  private constructor(
    readonly server: DatabaseServer,
    readonly acquirer: AcquirerHarness,
    readonly ports: StepPaymentPorts,
    private readonly ledger: PostgresqlPaymentLedger,
  ) {}

  static async start(
    name: string,
    client: HttpsClientOptions = { totalMilliseconds: 400 },
  ): Promise<StepPaymentHarness> {
    const [server, acquirer] = await Promise.all([DatabaseServer.startWithLedger(name), startHarness()]);
    const database = server.open({ poolSize: 8 });
    const harness: StepPaymentHarness = new StepPaymentHarness(
      server,
      acquirer,
      {
        acquirer: acquirer.connect(client).submissions,
        submissions: new PostgresqlSubmissions(database),
        steps: new PostgresqlPaymentSteps(database),
        operatorCases: { raise: async (one) => void harness.cases.push(one) },
        ids: { next: v7 },
        clock: { now: () => new Date() },
        metrics: { count: (...counted) => harness.metrics.count(...counted) },
        logger: recordingLogger(),
        relay: async () => {
          harness.relayed += 1;
        },
      },
      new PostgresqlPaymentLedger(database),
    );
    return harness;
  }

  /** A payment that the acquirer and the ledger know as authorized; `undefined` stands for one that the acquirer never named. */
  async authorized(amountMinor = AUTHORIZED): Promise<string> {
    const amount = { amountMinor, currency: 'CHF' };
    const decision = aDecision({}, { callerId: CALLER, amount });
    const { paymentId, merchantId } = decision.instruction;
    const { acquirer, vault } = this.acquirer.connect();
    const { token } = await vault.tokenize(cardDetails('4242424242424242'));
    const result = await acquirer.authorize({ paymentId, token, amount, merchantId, acquirerKey: paymentId });
    if (result.outcome !== 'approved') throw new Error(`not approved but ${result.outcome}`);
    await this.ledger.commit({ ...decision, acquirerReference: result.acquirerReference });
    return paymentId;
  }

  /** As the edge asks; with a key of its own unless told otherwise. */
  async ask(kind: RequestedStep, paymentId: string, body: object = {}, changes: RequestChanges = {}) {
    const useCase = new StepPayment(this.ports);
    const answer = await answering(this.logger, (request) => useCase.handle(kind, request))(
      httpRequest({
        callerId: CALLER,
        path: `/v1/payments/${paymentId}/${kind}`,
        pathParameters: { id: paymentId },
        body,
        ...changes,
        headers: { 'idempotency-key': v7(), ...changes.headers },
      }),
    );
    return { ...answer, body: JSON.parse(answer.body) };
  }

  /** What the acquirer's own book says of a payment. */
  bookOf(paymentId: string) {
    const line = this.acquirer.server.book.find(paymentId);
    if (!line) throw new Error('not in the book');
    return this.acquirer.server.submissions.totals(line.authorizationId);
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.acquirer.stop()]);
  }
}

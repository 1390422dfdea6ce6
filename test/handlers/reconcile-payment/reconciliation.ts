import { randomUUID } from 'node:crypto';
import type { LedgerDatabase } from '../../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlOpenAuthorizations } from '../../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../../handlers/adapters/postgresql/postgresql-submissions';
import { PostgresqlVelocityAttempts } from '../../../handlers/adapters/postgresql/postgresql-velocity-attempts';
import type { Money } from '../../../handlers/domain/money';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import type { ReconciliationPolicy } from '../../../handlers/reconcile-payment/reconciliation-policy';
import { uuidIds } from '../../../handlers/runtime/ids';
import { type Behaviour, testCardFor } from '../../../local/acquirer/test-cards';
import { type AcquirerHarness, cardDetails, startHarness } from '../adapters/acquirer-harness';
import { fakeClock } from '../fakes/clock';
import { fakeConfiguration } from '../fakes/configuration';
import { DatabaseServer } from '../fakes/database-server';
import { aDecision } from '../fakes/decision';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

export const AMOUNT: Money = { amountMinor: 4_200, currency: 'CHF' };
export const POLICY: ReconciliationPolicy = { graceSeconds: 300, limitSeconds: 86_400 };

/** A ledger and an acquirer, both real, between which answers were lost. */
export class Reconciliation {
  readonly cases: OperatorCase[] = [];
  database!: DatabaseServer;
  acquirer!: AcquirerHarness;
  private connections!: LedgerDatabase;
  private connected!: ReturnType<AcquirerHarness['connect']>;

  /** One for the tests of a file: no test leaves anything open, nor anything wrong in the ledger. */
  static ofThisFile(name: string): Reconciliation {
    const world = new Reconciliation();
    beforeAll(() => world.start(name));
    afterEach(async () => {
      expect(await world.database.violations()).toEqual([]);
      await world.forget();
    });
    afterAll(() => world.stop());
    return world;
  }

  private async start(name: string): Promise<void> {
    [this.database, this.acquirer] = await Promise.all([DatabaseServer.startWithLedger(name), startHarness()]);
    this.connections = this.database.open({ poolSize: 8 });
    this.connected = this.acquirer.connect();
  }

  /** What one run has. */
  ports() {
    const database = this.connections;
    return {
      ...this.connected,
      steps: new PostgresqlPaymentSteps(database),
      ledger: new PostgresqlPaymentLedger(database),
      open: new PostgresqlOpenAuthorizations(database),
      attempts: new PostgresqlVelocityAttempts(database),
      velocityCounters: { recordDecline: async () => undefined },
      operatorCases: { raise: async (raised: OperatorCase) => void this.cases.push(raised) },
      configuration: fakeConfiguration({}),
      ids: uuidIds,
      clock: fakeClock(),
      metrics: recordingMetrics(),
      logger: recordingLogger(),
    };
  }

  submissions(): PostgresqlSubmissions {
    return new PostgresqlSubmissions(this.connections);
  }

  /** The acquirer gets an authorization and treats it as the card behaves; its answer does not reach us. */
  authorize(behaviour: Behaviour, amount = AMOUNT, paymentId: string = randomUUID()): string {
    const { book, vault } = this.acquirer.server;
    const card = vault.store({ ...cardDetails(testCardFor(behaviour).number) });
    const order = { token: card.token, ...amount, merchantId: 'merchant-1', reference: paymentId };
    if (behaviour !== 'hang-before-accepting') book.authorize(paymentId, order, card);
    return paymentId;
  }

  /** A payment that stands in the ledger as unresolved; without a behaviour its request was lost on the way. */
  async unresolved(behaviour?: Behaviour, amount = AMOUNT): Promise<string> {
    const paymentId = behaviour ? this.authorize(behaviour, amount) : randomUUID();
    const decision = { status: 'unresolved', acquirerReference: undefined } as const;
    await this.ports().ledger.commit(aDecision(decision, { paymentId, idempotencyKey: paymentId, amount: AMOUNT }));
    return paymentId;
  }

  /** Makes everything that is open older. */
  async wait(interval: string): Promise<void> {
    await this.database.sql(
      `update ledger.open_authorization set since = since - $1::interval, asked_at = asked_at - $1::interval`,
      [interval],
    );
  }

  /** Status and decline code in the ledger. */
  async standing(paymentId: string): Promise<readonly (string | null)[]> {
    const [row] = await this.database.sql<{ status: string; decline_code: string | null }>(
      'select status, decline_code from ledger.payment_transition where payment_id = $1 order by sequence desc limit 1',
      [paymentId],
    );
    return row ? [row.status, row.decline_code] : [];
  }

  /** What is asked about of a payment: its purpose. */
  async purposes(paymentId: string): Promise<readonly string[]> {
    const rows = await this.database.sql<{ purpose: string }>(
      'select purpose from ledger.open_authorization where payment_id = $1 and handed_over_at is null',
      [paymentId],
    );
    return rows.map(({ purpose }) => purpose);
  }

  /** Minor units that the acquirer still holds for a key. */
  held(paymentId: string): number {
    const line = this.acquirer.server.book.find(paymentId);
    if (line?.status !== 'approved') return 0;
    const { capturedMinor, voidedMinor } = this.acquirer.server.submissions.totals(line.authorizationId);
    return line.amountMinor - capturedMinor - voidedMinor;
  }

  /** Leaves nothing to be asked about. */
  async forget(): Promise<void> {
    this.cases.length = 0;
    await this.database.sql(`delete from ledger.open_authorization where purpose = 'release'`);
    await this.database.sql('update ledger.open_authorization set handed_over_at = now()');
    await this.database.sql('update ledger.open_submission set handed_over_at = now()');
  }

  private async stop(): Promise<void> {
    await Promise.all([this.database?.stop(), this.acquirer?.stop()]);
  }
}

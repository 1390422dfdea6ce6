import { readFileSync } from 'node:fs';
import { AcquirerClient } from '../../../handlers/adapters/acquirer-client';
import { HttpAcquirer } from '../../../handlers/adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../../../handlers/adapters/http-acquirer-submissions';
import { HttpCardVault } from '../../../handlers/adapters/http-card-vault';
import { HttpsClient } from '../../../handlers/adapters/https-client';
import { LedgerDatabase } from '../../../handlers/adapters/postgresql/ledger-database';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { acquirerKeyOf } from '../../../handlers/domain/ledger/submission';
import type { DatabaseCredential } from '../../../handlers/ports/database-users';
import type { CloudState } from '../../../local/cloud-state';
import { cardDetails } from '../../handlers/adapters/acquirer-harness';
import { fakeConfiguration } from '../../handlers/fakes/configuration';
import { aDecision } from '../../handlers/fakes/decision';
import { loginOnce } from '../../handlers/fakes/login-once';
import { recordingLogger } from '../../handlers/fakes/recording-logger';
import { aStep, capture, refund } from '../../handlers/fakes/step';

/** Pays, captures and refunds as the deployed functions would: in the ledger of a running cloud, and at its acquirer. */
export class PayingCustomer {
  private readonly https: HttpsClient;
  private readonly database: LedgerDatabase;
  private readonly authority: string;

  constructor(
    private readonly cloud: CloudState,
    login: DatabaseCredential,
  ) {
    this.authority = readFileSync(cloud.caFile, 'utf8');
    this.https = new HttpsClient({ certificateAuthorities: [this.authority] });
    this.database = new LedgerDatabase({
      logins: loginOnce(login),
      authorities: [this.authority],
      logger: recordingLogger(),
      applicationName: 'test',
    });
  }

  /** Authorizes, captures and refunds; returns the payment's id. The capture has the sequence 2, the refund 3. */
  async pay(amountMinor: number, refundedMinor: number): Promise<string> {
    const amount = { amountMinor, currency: 'CHF' };
    const { token } = await new HttpCardVault(this.acquirer()).tokenize(cardDetails('4242424242424242'));
    const { instruction, ...decision } = aDecision({}, { amount });
    const { paymentId, merchantId } = instruction;
    const request = { paymentId, token, amount, merchantId, acquirerKey: paymentId };
    const authorized = await new HttpAcquirer(this.acquirer()).authorize(request);
    if (authorized.outcome !== 'approved') throw new Error(`not approved: ${authorized.outcome}`);
    const { acquirerReference } = authorized;
    await new PostgresqlPaymentLedger(this.database).commit({ instruction, ...decision, acquirerReference });
    await this.step(paymentId, 'capture', amountMinor, acquirerReference);
    await this.step(paymentId, 'refund', refundedMinor, acquirerReference);
    return paymentId;
  }

  /** Lets the acquirer close a batch; returns its file. */
  async settle(format: 'csv' | 'json'): Promise<{ readonly batchId: string; readonly text: string }> {
    const { batchId } = JSON.parse((await this.ask('POST', '/v1/settlements')).body);
    return { batchId, text: (await this.ask('GET', `/v1/settlements/${batchId}.${format}`)).body };
  }

  async stop(): Promise<void> {
    this.https.close();
    await this.database.close();
  }

  private async step(paymentId: string, kind: 'capture' | 'refund', amountMinor: number, acquirerReference: string) {
    const step = { capture, refund }[kind](amountMinor);
    const taken = await new PostgresqlPaymentSteps(this.database).take(aStep(paymentId, step));
    if (taken.outcome !== 'taken') throw new Error(`not taken: ${taken.outcome}`);
    const acquirerKey = acquirerKeyOf({ paymentId, sequence: taken.position.sequence });
    const amount = { amountMinor, currency: taken.position.amount.currency };
    const told = await new HttpAcquirerSubmissions(this.acquirer()).submit({
      kind,
      acquirerReference,
      amount,
      acquirerKey,
    });
    if (told.outcome !== 'accepted') throw new Error(`not accepted: ${told.outcome}`);
  }

  private get url(): string {
    return `https://localhost:${this.cloud.acquirer.port}`;
  }

  private acquirer(): AcquirerClient {
    const secret = { read: async () => this.cloud.acquirer.apiKey, forget: () => undefined };
    return new AcquirerClient(this.https, fakeConfiguration({ 'acquirer-url': this.url }), secret);
  }

  private async ask(method: 'GET' | 'POST', path: string) {
    const headers = { authorization: `Bearer ${this.cloud.acquirer.apiKey}` };
    const reply = await this.https.send({ method, url: new URL(path, this.url), headers });
    if (reply.outcome !== 'answered' || reply.status >= 300) throw new Error(`no answer from ${path}`);
    return reply;
  }
}

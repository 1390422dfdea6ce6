import { HttpAcquirer } from '../../handlers/adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../../handlers/adapters/http-acquirer-submissions';
import { PostgresqlLedgerCheck } from '../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlOpenAuthorizations } from '../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentSteps } from '../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../handlers/adapters/postgresql/postgresql-submissions';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import type { OperatorCase } from '../../handlers/ports/operator-cases';
import { sweepUnresolved } from '../../handlers/reconcile-payment/sweep-unresolved';
import { sweepOutbox } from '../../handlers/relay-outbox/sweep-outbox';
import { systemClock as clock } from '../../handlers/runtime/clock';
import { uuidIds as ids } from '../../handlers/runtime/ids';
import { settleSubmission } from '../../handlers/step-payment/settle-submission';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import type { Surroundings } from './surroundings';

/** An hour, for those who wait for one. */
const TIME_PASSES = `
  update ledger.open_authorization set since = since - interval '1 hour', asked_at = asked_at - interval '1 hour';
  update ledger.open_submission set recorded_at = recorded_at - interval '1 hour'`;

/** More than are ever needed: an authorization is asked about, released, and found released. */
const MOST_ROUNDS = 10;

/** What runs every minute, and makes up for what was killed. */
export class Schedules {
  /** What people were called for. */
  readonly operatorCases: OperatorCase[] = [];
  private readonly ports;

  constructor(
    private readonly surroundings: Surroundings,
    topic: EventPublisher,
  ) {
    const database = surroundings.server.open({ poolSize: 8 });
    this.ports = {
      outbox: new PostgresqlOutbox(database),
      check: new PostgresqlLedgerCheck(database),
      publisher: topic,
      open: new PostgresqlOpenAuthorizations(database),
      submissions: new PostgresqlSubmissions(database),
      steps: new PostgresqlPaymentSteps(database),
      acquirer: new HttpAcquirer(surroundings.acquirerClient),
      acquirerSubmissions: new HttpAcquirerSubmissions(surroundings.acquirerClient),
      operatorCases: { raise: async (one: OperatorCase) => void this.operatorCases.push(one) },
      configuration: fakeConfiguration({}),
      clock,
      ids,
      metrics: recordingMetrics(),
      logger: recordingLogger(),
    };
  }

  /** Events that lie in the outbox. */
  async waiting(): Promise<number> {
    return (await this.surroundings.server.sql('select from ledger.outbox')).length;
  }

  async relay(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && (await this.waiting()) > 0; round += 1) await sweepOutbox(this.ports);
  }

  /** Asks the acquirer about everything that is open, until nothing is. */
  async reconcile(): Promise<void> {
    const { acquirerSubmissions, submissions, ...ports } = this.ports;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.surroundings.server.sql(TIME_PASSES);
      await sweepUnresolved({ ...ports, submissions: acquirerSubmissions });
      for (const open of await submissions.listOpen(60, 1_000)) {
        await settleSubmission({ ...ports, submissions, acquirer: acquirerSubmissions }, open, true);
      }
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDbVelocityCounters } from '../../handlers/adapters/dynamodb-velocity-counters';
import { HttpAcquirer } from '../../handlers/adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../../handlers/adapters/http-acquirer-submissions';
import { PostgresqlAuditSeals } from '../../handlers/adapters/postgresql/postgresql-audit-seals';
import { PostgresqlExpirablePayments } from '../../handlers/adapters/postgresql/postgresql-expirable-payments';
import { PostgresqlLedgerCheck } from '../../handlers/adapters/postgresql/postgresql-ledger-check';
import { PostgresqlOpenAuthorizations } from '../../handlers/adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlOutbox } from '../../handlers/adapters/postgresql/postgresql-outbox';
import { PostgresqlPaymentSteps } from '../../handlers/adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../../handlers/adapters/postgresql/postgresql-submissions';
import { PostgresqlVelocityAttempts } from '../../handlers/adapters/postgresql/postgresql-velocity-attempts';
import type { AuditRecord } from '../../handlers/domain/audit/audit-record';
import type { TrailReport } from '../../handlers/domain/audit/verify-trail';
import { expirePayments } from '../../handlers/expire-payments/expire-payments';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import type { OperatorCase } from '../../handlers/ports/operator-cases';
import type { StepSubmission } from '../../handlers/ports/submissions';
import { sweepSubmissions } from '../../handlers/reconcile-payment/sweep-submissions';
import { sweepUnresolved } from '../../handlers/reconcile-payment/sweep-unresolved';
import { sweepOutbox } from '../../handlers/relay-outbox/sweep-outbox';
import { systemClock as clock } from '../../handlers/runtime/clock';
import { uuidIds as ids } from '../../handlers/runtime/ids';
import { sealAudit } from '../../handlers/seal-audit/seal-audit';
import { tellAcquirer } from '../../handlers/step-payment/settle-submission';
import { auditKey } from '../handlers/fakes/audit-key';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { MemoryAuditArchive } from '../handlers/fakes/memory-audit-archive';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import { verifyTrail } from '../handlers/fakes/sealed-trail';
import type { Surroundings } from './surroundings';

/** An hour, for those who wait for one. */
const TIME_PASSES = `
  update ledger.open_authorization set since = since - interval '1 hour', asked_at = asked_at - interval '1 hour';
  update ledger.open_submission set recorded_at = recorded_at - interval '1 hour', told_at = told_at - interval '1 hour'`;

/** More than are ever needed: an authorization is asked about, released, and found released. */
const MOST_ROUNDS = 10;

const EVERY_MS = 500;
const AUDIT_FOLDERS = { digests: 'audit/digests/', records: 'audit/records/' };

/** What runs every minute, and makes up for what was killed. */
export class Schedules {
  /** What people were called for. */
  readonly operatorCases: OperatorCase[] = [];
  private readonly audit = { archive: new MemoryAuditArchive(), key: auditKey() };
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
      seals: new PostgresqlAuditSeals(database),
      expirable: new PostgresqlExpirablePayments(database),
      open: new PostgresqlOpenAuthorizations(database),
      submissions: new PostgresqlSubmissions(database),
      steps: new PostgresqlPaymentSteps(database),
      attempts: new PostgresqlVelocityAttempts(database),
      velocityCounters: new DynamoDbVelocityCounters(surroundings.cloud.dynamoDb, surroundings.tableName),
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

  /** Two of each at once, time and again: one finds what the other did, and the next what neither finished. */
  async runWhile(open: () => boolean): Promise<void> {
    const all = () => [this.seal(), sweepOutbox(this.ports), this.askAcquirer()];
    while (open()) {
      await sleep(EVERY_MS);
      await Promise.allSettled([...all(), ...all()]);
    }
  }

  seal(): Promise<void> {
    const { archive, key: signer } = this.audit;
    return sealAudit({ ...this.ports, archive, signer }, { folders: AUDIT_FOLDERS });
  }

  /** The trail as an auditor verifies it, and what it tells. */
  async auditTrail(): Promise<{ readonly report: TrailReport; readonly records: readonly AuditRecord[] }> {
    const trail = this.audit.archive.trail(this.audit.key.pem);
    const lines = Object.values(trail.files).flatMap((text) => text.split('\n').filter(Boolean));
    return { report: await verifyTrail(trail), records: lines.map((line) => JSON.parse(line)) };
  }

  /** Until nothing is open at the acquirer. */
  async reconcile(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.surroundings.server.sql(TIME_PASSES);
      await this.askAcquirer();
    }
  }

  /** Two at once, when the time of every reservation is over. */
  async expire(): Promise<void> {
    await Promise.all([expirePayments(this.ports, 0), expirePayments(this.ports, 0)]);
  }

  private async askAcquirer(): Promise<void> {
    const { acquirerSubmissions, submissions, ...ports } = this.ports;
    const settling = { ...ports, submissions, acquirer: acquirerSubmissions };
    const settle = (submission: StepSubmission) => tellAcquirer(settling, submission, true);
    await sweepUnresolved({ ...ports, submissions: acquirerSubmissions });
    await sweepSubmissions({ ...ports, submissions, settle });
  }
}
